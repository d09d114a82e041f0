import type { Gate } from "@aisle/sdk/store";
import { walkingSpeed } from "../tracking/index.ts";
import { samePassage } from "./entrance.ts";
import type { Member, Session } from "./session.ts";

/** One person going out at a gate. */
export interface Exit {
  /** Index of the gate in the store model. */
  gate: number;
  at: number;
  /** Somebody was found who left. */
  left: boolean;
  /** Told by the turnstile. */
  passed: boolean;
}

/** The exit at a gate near `at` that a crossing (it lacks who left) or a passage (it lacks that) belongs to. */
export function findExit(exits: readonly Exit[], gate: number, at: number, lacks: "left" | "passed"): Exit | undefined {
  let best: Exit | undefined;
  for (const exit of exits) {
    if (exit.gate !== gate || Math.abs(exit.at - at) > samePassage || exit[lacks]) continue;
    if (best === undefined || Math.abs(exit.at - at) < Math.abs(best.at - at)) best = exit;
  }
  return best;
}

/** Who left, and who else it may have been. */
export interface Leaver {
  readonly session: Session;
  readonly member: Member;
  /** Other sessions whose people could have left there then. */
  readonly rivals: readonly Session[];
}

/**
 * Who left when the turnstile says so and no track crossed its line: where people are seen, whoever is not seen any
 * more and was last seen nearest, if they could have walked there; where nobody is seen, whoever has been inside longest.
 */
export function leaverAt(gate: Gate, sessions: readonly Session[], at: number, sees: boolean): Leaver | undefined {
  let best: { session: Session; member: Member } | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  const possible = new Set<Session>();
  for (const session of sessions) {
    for (const member of session.members) {
      if (member.leftAt >= 0 || member.enteredAt >= at) continue;
      let score = member.enteredAt;
      if (sees) {
        if (member.track >= 0) continue;
        score = Math.hypot(member.x - gate.at[0], member.y - gate.at[1]);
        if (score > 1 + (walkingSpeed * Math.max(0, at - member.seenAt)) / 1000) continue;
      }
      possible.add(session);
      if (score >= bestScore) continue;
      bestScore = score;
      best = { session, member };
    }
  }
  if (best === undefined) return undefined;
  possible.delete(best.session);
  return { ...best, rivals: [...possible] };
}
