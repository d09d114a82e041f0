import type { Gate } from "@aisle/sdk/store";
import { samePassage } from "./entrance.ts";
import type { Member, Session } from "./session.ts";

/** One person going out at a gate. */
export interface Exit {
  gate: number;
  at: number;
  /** Somebody was found who left. */
  left: boolean;
  /** Told by the turnstile. */
  passed: boolean;
}

/** Fastest walk that is believed, metres a second. */
const walkingSpeed = 1.8;

/** The exit at a gate near `at` that a crossing (it lacks who left) or a passage (it lacks that) belongs to. */
export function findExit(exits: Exit[], gate: number, at: number, lacks: "left" | "passed"): Exit | undefined {
  let best: Exit | undefined;
  for (const exit of exits) {
    if (exit.gate !== gate || Math.abs(exit.at - at) > samePassage || exit[lacks]) continue;
    if (best === undefined || Math.abs(exit.at - at) < Math.abs(best.at - at)) best = exit;
  }
  return best;
}

/**
 * Who left when the turnstile says so and no track crossed its line: where people are seen, someone who is not seen
 * any more and could have walked there; where nobody is seen, whoever has been inside longest.
 */
export function leaverAt(
  gate: Gate,
  sessions: readonly Session[],
  at: number,
  sees: boolean,
): { session: Session; member: Member } | undefined {
  let best: { session: Session; member: Member } | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const session of sessions) {
    for (const member of session.members) {
      if (member.leftAt >= 0 || member.enteredAt >= at) continue;
      let score = member.enteredAt;
      if (sees) {
        if (member.track >= 0) continue;
        const distance = Math.hypot(member.x - gate.at[0], member.y - gate.at[1]);
        if (distance > 1 + (walkingSpeed * Math.max(0, at - member.seenAt)) / 1000) continue;
        score = distance;
      }
      if (score < bestScore) {
        bestScore = score;
        best = { session, member };
      }
    }
  }
  return best;
}
