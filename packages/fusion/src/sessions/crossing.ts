import type { TrackView } from "../tracking/track.ts";
import { admit } from "./admission.ts";
import { bind, type KnownTrack } from "./bindings.ts";
import { type Entry, findEntry } from "./entrance.ts";
import { findExit } from "./exit.ts";
import { nearestLost } from "./orphans.ts";
import type { SessionRoom, SessionState } from "./room.ts";
import { leave } from "./session.ts";
import { twinAt } from "./twins.ts";

/** A track crossed the line of a gate into the store. */
export function crossedIn(
  room: SessionRoom,
  gate: number,
  at: number,
  track: number,
  known: KnownTrack,
  x: number,
  y: number,
): void {
  if (known.session !== undefined && known.member !== undefined) {
    // Went out and came back before the session was closed.
    known.member.leftAt = -1;
    known.session.exitedAt = -1;
    return;
  }
  const told = findEntry(room.state.entries, gate, at, "track");
  const twin = told === undefined ? twinAt(room.state, gate, at, x, y) : undefined;
  if (twin !== undefined && !hasFreeToken(room.state, gate)) {
    known.came = { at, gate, twin };
    return;
  }
  const entry: Entry = told ?? { gate, at, track, passed: false };
  entry.track = track;
  if (told === undefined) room.state.entries.push(entry);
  const { session, member } = entry;
  if (session !== undefined && member !== undefined && member.track < 0 && member.leftAt < 0) {
    bind(known, track, session, member, at);
    Object.assign(member, { x, y, seenAt: at });
  } else admit(room, entry, x, y);
}

function hasFreeToken({ tokens, entries }: SessionState, gate: number): boolean {
  return tokens.some((token) => token.gate === gate && !entries.some((entry) => entry.token === token));
}

/** A track crossed the line of a gate out of the store. Nobody leaves who has not come: a track of nobody's is a lost one's. */
export function crossedOut(room: SessionRoom, gate: number, at: number, track: TrackView, known: KnownTrack): void {
  const { session, member } = known.session === undefined ? (nearestLost(room.state.sessions, track, at) ?? {}) : known;
  if (session === undefined || member === undefined || member.leftAt >= 0) return;
  if (known.session === undefined) bind(known, track.id, session, member, track.bornAt);
  noteExit(room, gate, at);
  leave(session, member, at);
}

/** Somebody was seen to leave: the turnstile's word for it is theirs. */
export function noteExit({ state }: SessionRoom, gate: number, at: number): void {
  const exit = findExit(state.exits, gate, at, "left");
  if (exit === undefined) state.exits.push({ gate, at, left: true, passed: false });
  else exit.left = true;
}
