import { bind, ownerAt, unbind } from "./bindings.ts";
import { crossedIn, noteExit } from "./crossing.ts";
import { findEntry } from "./entrance.ts";
import { depthAt, inLane, sideAt } from "./gate-line.ts";
import { doubtBetween } from "./identity.ts";
import { cameOpen, goneOpen } from "./open-store.ts";
import type { SessionRoom } from "./room.ts";
import { leave } from "./session.ts";

/** A track that begins this close behind a gate came in through it, metres, if a scan not older than this waits. */
const bornAtGate = 1.2;
const recentScan = 8000;
/** A track that ends this close behind a gate left through it, metres, unless it has only just come. */
const endedAtGate = 0.9;
const justCame = 5000;

/** A track came to be believed. */
export function trackConfirmed(room: SessionRoom, track: number, at: number): void {
  const { model, tracking, state } = room;
  const view = tracking.tracks().find((each) => each.id === track);
  if (view === undefined) return;
  const { bornAt } = view;
  const { x, y } = tracking.positionAt(track, bornAt) ?? view;
  const known = { sides: model.gates.map((gate) => sideAt(gate, x, y)), since: bornAt };
  state.tracks.set(track, known);
  if (model.gates.length === 0) {
    cameOpen(room, view, known, x, y);
    return;
  }
  // Whoever is first seen just behind a gate whose line they could not be seen crossing came in through it.
  model.gates.forEach((gate, index) => {
    const depth = depthAt(gate, x, y);
    if (depth <= 0 || depth > bornAtGate || !inLane(gate, x, y)) return;
    const expected =
      findEntry(state.entries, index, bornAt, "track") !== undefined ||
      state.tokens.some(
        (token) =>
          token.gate === index && at - token.at < recentScan && !state.entries.some((entry) => entry.token === token),
      );
    if (expected) crossedIn(room, index, bornAt, track, known, x, y);
  });
}

/** Two tracks turned out to be one person: `into` goes on. */
export function trackMerged(room: SessionRoom, track: number, into: number, at: number): void {
  const { state } = room;
  const gone = state.tracks.get(track);
  const { session, member } = gone ?? {};
  unbind(state, track, at);
  state.tracks.delete(track);
  const target = state.tracks.get(into);
  if (session === undefined || member === undefined || target === undefined) return;
  if (target.session === undefined) bind(target, into, session, member, at);
}

/** Two tracks had followed each other's person since a time: who was seen to leave since was the other one. */
export function tracksExchanged({ state }: SessionRoom, track: number, other: number, since: number): void {
  for (const each of [track, other]) {
    const { session, member } = state.tracks.get(each) ?? {};
    if (session === undefined || member === undefined || member.leftAt < since) continue;
    member.leftAt = -1;
    session.exitedAt = -1;
  }
}

/** Two tracks may follow each other's person since a time: so may those be taken for each other whose they were then. */
export function tracksConfused(
  { state }: SessionRoom,
  track: number,
  other: number,
  since: number,
  probability: number,
): void {
  doubtBetween(ownerAt(state, track, since), ownerAt(state, other, since), since, probability);
}

/** Nobody is there any more. */
export function trackEnded(room: SessionRoom, track: number, at: number): void {
  const { state, model } = room;
  const { session, member } = state.tracks.get(track) ?? {};
  unbind(state, track, at);
  state.tracks.delete(track);
  if (session === undefined || member === undefined || member.leftAt >= 0) return;
  const { gates } = model;
  if (gates.length === 0) {
    goneOpen(room, session, member);
    return;
  }
  const gate = gates.findIndex(
    (each) => inLane(each, member.x, member.y) && depthAt(each, member.x, member.y) < endedAtGate,
  );
  if (gate < 0 || at - member.enteredAt <= justCame) return;
  noteExit(room, gate, member.seenAt);
  leave(session, member, member.seenAt);
}
