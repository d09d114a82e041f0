import { admit } from "./admission.ts";
import { bind, type KnownTrack } from "./bindings.ts";
import { type Entry, findEntry } from "./entrance.ts";
import { findExit } from "./exit.ts";
import type { SessionRoom } from "./room.ts";
import { leave } from "./session.ts";

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
  const entry: Entry = told ?? { gate, at, track, passed: false };
  entry.track = track;
  if (told === undefined) room.state.entries.push(entry);
  const { session, member } = entry;
  if (session !== undefined && member !== undefined && member.track < 0 && member.leftAt < 0) {
    bind(known, track, session, member, at);
    Object.assign(member, { x, y, seenAt: at });
  } else admit(room, entry, x, y);
}

/** A track crossed the line of a gate out of the store. */
export function crossedOut(room: SessionRoom, gate: number, at: number, { session, member }: KnownTrack): void {
  if (session === undefined || member === undefined || member.leftAt >= 0) return;
  noteExit(room, gate, at);
  leave(session, member, at);
}

/** Somebody was seen to leave: the turnstile's word for it is theirs. */
export function noteExit({ state }: SessionRoom, gate: number, at: number): void {
  const exit = findExit(state.exits, gate, at, "left");
  if (exit === undefined) state.exits.push({ gate, at, left: true, passed: false });
  else exit.left = true;
}
