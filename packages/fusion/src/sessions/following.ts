import { admit } from "./admission.ts";
import { bind, type KnownTrack } from "./bindings.ts";
import { crossedIn, crossedOut } from "./crossing.ts";
import { inLane, sideAt } from "./gate-line.ts";
import { lostMember, unnoticedToken } from "./orphans.ts";
import type { SessionRoom } from "./room.ts";
import type { TrackView } from "../tracking/track.ts";

/** Looks where everybody is: keeps members' places, notices who crosses a gate's line and who was lost and is back. */
export function followTracks(room: SessionRoom, at: number): void {
  const { model, tracking, state } = room;
  for (const track of tracking.tracks()) {
    if (!track.confirmed) continue;
    const known = state.tracks.get(track.id);
    if (known === undefined) continue;
    if (known.member !== undefined) {
      known.member.x = track.x;
      known.member.y = track.y;
      known.member.seenAt = track.seenAt;
    }
    crossings(room, track, known, at);
    if (known.session === undefined && model.gates.length > 0) adopt(room, track, known, at);
  }
}

function crossings(room: SessionRoom, { id, x, y }: TrackView, known: KnownTrack, at: number): void {
  const { gates } = room.model;
  for (let index = 0; index < gates.length; index++) {
    const gate = gates[index]!;
    const side = sideAt(gate, x, y);
    const before = known.sides[index] ?? 0;
    if (side === 0 || side === before) continue;
    known.sides[index] = side;
    if (!inLane(gate, x, y)) continue;
    if (side > 0) crossedIn(room, index, at, id, known, x, y);
    else crossedOut(room, index, at, known);
  }
}

/** Nobody's track inside is somebody who was lost, or somebody whose coming went unnoticed. */
function adopt(room: SessionRoom, track: TrackView, known: KnownTrack, at: number): void {
  const { model, state } = room;
  const lost = lostMember(model, state.sessions, track, at);
  if (lost !== undefined) {
    bind(known, track.id, lost.session, lost.member, track.bornAt);
    Object.assign(lost.member, { x: track.x, y: track.y, seenAt: track.seenAt });
    return;
  }
  const token = unnoticedToken(model, state, track, at);
  if (token === undefined) return;
  const entry = { gate: token.gate, at: Math.max(token.at, track.bornAt - 1000), track: track.id, passed: false };
  state.entries.push(entry);
  admit(room, entry, track.x, track.y);
}
