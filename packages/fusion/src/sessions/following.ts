import type { TrackView } from "../tracking/track.ts";
import { admit } from "./admission.ts";
import { bind, type KnownTrack } from "./bindings.ts";
import { crossedIn, crossedOut } from "./crossing.ts";
import { inLane, sideAt } from "./gate-line.ts";
import { isOrphan, type Lost, nearestLost, unnoticedToken } from "./orphans.ts";
import type { SessionRoom } from "./room.ts";
import type { Session } from "./session.ts";
import { usualDelay } from "./token-binding.ts";
import { isStranger } from "./twins.ts";

/** Looks where everybody is: keeps members' places, notices who crosses a gate's line and who was lost and is back. */
export function followTracks(room: SessionRoom, at: number): void {
  const { model, tracking, state } = room;
  const tracks = tracking.tracks();
  for (const track of tracks) {
    if (!track.confirmed) continue;
    const known = state.tracks.get(track.id);
    if (known === undefined) continue;
    if (known.member !== undefined) {
      known.member.x = track.x;
      known.member.y = track.y;
      known.member.seenAt = track.seenAt;
    }
    crossings(room, track, known, at);
    if (known.session === undefined && model.gates.length > 0) adopt(room, tracks, track, known, at);
  }
}

function crossings(room: SessionRoom, track: TrackView, known: KnownTrack, at: number): void {
  const { gates } = room.model;
  const { id, x, y } = track;
  for (let index = 0; index < gates.length; index++) {
    const gate = gates[index]!;
    const side = sideAt(gate, x, y);
    const before = known.sides[index] ?? 0;
    if (side === 0 || side === before) continue;
    known.sides[index] = side;
    if (!inLane(gate, x, y)) continue;
    if (side > 0) crossedIn(room, index, at, id, known, x, y);
    else crossedOut(room, index, at, track, known);
  }
}

/** Nobody's track inside is somebody who was lost, or somebody whose coming went unnoticed. */
function adopt(room: SessionRoom, tracks: readonly TrackView[], track: TrackView, known: KnownTrack, at: number): void {
  const { model, state } = room;
  if (!isOrphan(model.gates, track, at)) return;
  const lost = lostTwin(state.sessions, known) ?? nearestLost(state.sessions, track, at);
  if (lost !== undefined) {
    find(track, known, lost);
    return;
  }
  const token = unnoticedToken(model, state, track, at);
  if (token !== undefined) {
    comeIn(room, track, token.gate, Math.max(token.at, track.bornAt - usualDelay));
    return;
  }
  const { came } = known;
  const mistaken = came === undefined ? nearestLost(state.sessions, track, at, true) : undefined;
  if (came === undefined && mistaken === undefined) return;
  if (!isStranger(state, tracks, track, at, came?.at)) return;
  if (came !== undefined) comeIn(room, track, came.gate, came.at);
  else if (mistaken !== undefined) find(track, known, mistaken);
}

/** Whoever was seen twice at a gate is followed by the other track, if theirs was lost. */
function lostTwin(sessions: readonly Session[], { came }: KnownTrack): Lost | undefined {
  if (came === undefined || came.twin.track >= 0 || came.twin.leftAt >= 0) return undefined;
  const session = sessions.find(({ members }) => members.includes(came.twin));
  return session && { session, member: came.twin };
}

function find({ id, x, y, bornAt, seenAt }: TrackView, known: KnownTrack, { session, member }: Lost): void {
  bind(known, id, session, member, bornAt);
  Object.assign(member, { x, y, seenAt });
}

function comeIn(room: SessionRoom, { id, x, y }: TrackView, gate: number, at: number): void {
  const entry = { gate, at, track: id, passed: false };
  room.state.entries.push(entry);
  admit(room, entry, x, y);
}
