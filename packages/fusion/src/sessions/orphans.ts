import type { StoreModel } from "@aisle/sdk/store";
import type { TrackView } from "../tracking/track.ts";
import type { Entry } from "./entrance.ts";
import { isBehind } from "./gate-line.ts";
import type { SessionState } from "./room.ts";
import type { Member, Session } from "./session.ts";
import type { Token } from "./token.ts";

/** A track has to last this long before it may be somebody who was lost, in milliseconds. */
const patience = 600;
const walkingSpeed = 1.6;
const slack = 1;
/** Longer still before it may be somebody whose coming nobody noticed. */
const unnoticedPatience = 1500;
const unnoticedSpeed = 1.5;
const unnoticedSlack = 0.5;

/**
 * The member of a session who was lost nearest to where a track is that nobody owns, and who could have walked there.
 * Nobody appears inside a closed store out of nothing.
 */
export function lostMember(
  model: StoreModel,
  sessions: readonly Session[],
  track: TrackView,
  at: number,
): { readonly session: Session; readonly member: Member } | undefined {
  if (at - track.bornAt < patience || !isBehind(model.gates, track.x, track.y)) return undefined;
  let best: { session: Session; member: Member } | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (const session of sessions) {
    for (const member of session.members) {
      if (member.track >= 0 || member.leftAt >= 0) continue;
      const away = Math.hypot(track.x - member.x, track.y - member.y);
      if (away >= nearest || away > slack + (walkingSpeed * Math.max(0, at - member.seenAt)) / 1000) continue;
      nearest = away;
      best = { session, member };
    }
  }
  return best;
}

/** The oldest scan that nobody has come in on and whose person, unnoticed at the gate, could be this track by now. */
export function unnoticedToken(
  model: StoreModel,
  { tokens, entries }: Pick<SessionState, "tokens" | "entries">,
  track: TrackView,
  at: number,
): Token | undefined {
  if (tokens.length === 0 || at - track.bornAt < unnoticedPatience) return undefined;
  if (!isBehind(model.gates, track.x, track.y)) return undefined;
  return tokens.find((token) => {
    if (track.bornAt <= token.at || entries.some((entry: Entry) => entry.token === token)) return false;
    const [x, y] = model.gates[token.gate]!.at;
    return Math.hypot(track.x - x, track.y - y) < unnoticedSlack + (unnoticedSpeed * (at - token.at)) / 1000;
  });
}
