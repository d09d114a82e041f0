import type { Gate, StoreModel } from "@aisle/sdk/store";
import { type TrackView, walkingSpeed } from "../tracking/index.ts";
import type { Entry } from "./entrance.ts";
import { isBehind } from "./gate-line.ts";
import type { SessionState } from "./room.ts";
import type { Member, Session } from "./session.ts";
import type { Token } from "./token.ts";

/** A track has to last this long before it may be somebody who was lost, in milliseconds. */
const patience = 600;
const slack = 1;
/** Somebody may still have been guessed at for this long when the track began that is them. */
const overlap = 500;
/** Longer still before it may be somebody whose coming nobody noticed. */
const unnoticedPatience = 1500;
const unnoticedSlack = 0.5;

/** A member of a session, whom nobody sees now. */
export interface Lost {
  readonly session: Session;
  readonly member: Member;
}

/**
 * The member who was lost nearest to where a track is that nobody owns, and who could have walked there since. Whoever
 * was still seen elsewhere when the track had begun is not them, unless their track may have been taken for another's.
 */
export function nearestLost(
  sessions: readonly Session[],
  track: TrackView,
  at: number,
  mistaken = false,
): Lost | undefined {
  let best: Lost | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (const session of sessions) {
    for (const member of session.members) {
      if (member.track >= 0 || member.leftAt >= 0) continue;
      if (!mistaken && member.seenAt > track.bornAt + overlap) continue;
      const away = Math.hypot(track.x - member.x, track.y - member.y);
      if (away >= nearest || away > slack + (walkingSpeed * Math.max(0, at - member.seenAt)) / 1000) continue;
      nearest = away;
      best = { session, member };
    }
  }
  return best;
}

/** Whether a track has lasted long enough, well inside, to be asked whose it is: nobody appears there out of nothing. */
export function isOrphan(gates: readonly Gate[], track: TrackView, at: number): boolean {
  return at - track.bornAt >= patience && isBehind(gates, track.x, track.y);
}

/** The oldest scan that nobody has come in on and whose person, unnoticed at the gate, could be this orphan by now. */
export function unnoticedToken(
  model: StoreModel,
  { tokens, entries }: Pick<SessionState, "tokens" | "entries">,
  track: TrackView,
  at: number,
): Token | undefined {
  if (at - track.bornAt < unnoticedPatience) return undefined;
  return tokens.find((token) => {
    if (track.bornAt <= token.at || entries.some((entry: Entry) => entry.token === token)) return false;
    const [x, y] = model.gates[token.gate]!.at;
    return Math.hypot(track.x - x, track.y - y) < unnoticedSlack + (walkingSpeed * (at - token.at)) / 1000;
  });
}
