import type { TrackView } from "../tracking/track.ts";
import type { SessionState } from "./room.ts";
import type { Member } from "./session.ts";

/** Bodies this near each other on a gate's line, in metres, so soon one after the other, in ms, may be one seen twice. */
const sameBody = 0.5;
const together = 1000;
/** Apart by this much, in metres, and for this long, in ms, they are two. */
const apart = 0.8;
const apartAfter = 1500;
/** Somebody whom nobody saw come in at a gate is believed after so long, in ms. */
const strangerAfter = 8000;

/** The member who came in at a gate a moment ago and stands where somebody else is now: perhaps the same person. */
export function twinAt({ entries }: SessionState, gate: number, at: number, x: number, y: number): Member | undefined {
  return entries.find(
    ({ gate: other, at: then, member }) =>
      other === gate &&
      member !== undefined &&
      member.leftAt < 0 &&
      Math.abs(at - then) < together &&
      Math.hypot(x - member.x, y - member.y) < sameBody,
  )?.member;
}

/**
 * Whether a track of nobody's is somebody who came without a scan, rather than a second look at somebody else: it has
 * lasted, and nobody who is known is near.
 */
export function isStranger(
  state: SessionState,
  tracks: readonly TrackView[],
  track: TrackView,
  at: number,
  cameAt?: number,
): boolean {
  if (at - (cameAt ?? track.bornAt) < (cameAt === undefined ? strangerAfter : apartAfter)) return false;
  return tracks.every(
    ({ id, x, y }) => Math.hypot(x - track.x, y - track.y) > apart || state.tracks.get(id)?.session === undefined,
  );
}
