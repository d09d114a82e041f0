import { expect, it } from "vitest";
import { type BindingState, bind, type KnownTrack, ownerAt, unbind } from "./bindings.ts";
import type { Member, Session } from "./session.ts";

const member = (): Member => ({ track: -1, enteredAt: 0, x: 0, y: 0, seenAt: 0, leftAt: -1 });
const session = (id: string): Session => ({
  ...{ id, credential: null, staff: false, gate: null, enteredAt: 0, members: [], units: [], exitedAt: -1 },
  lost: false,
});

function followed(): { state: BindingState; anna: Member; first: Session; known: KnownTrack } {
  const known: KnownTrack = { sides: [], since: 0 };
  const state: BindingState = { tracks: new Map([[1, known]]), past: [] };
  const [anna, first] = [member(), session("a")];
  bind(known, 1, first, anna, 1000);
  return { state, anna, first, known };
}

it("a track is somebody's from the moment it was bound to them, and nobody's before", () => {
  const { state, anna, first } = followed();
  expect(anna.track).toBe(1);
  expect([999, 1000, 5000].map((at) => ownerAt(state, 1, at))).toEqual([undefined, first, first]);
  expect(ownerAt(state, 2, 5000)).toBeUndefined();
});

it("a track that was taken over by another is whose it was at the time that is asked for", () => {
  const { state, anna, first, known } = followed();
  const [bert, other] = [member(), session("b")];
  unbind(state, 1, 3000);
  expect(anna.track).toBe(-1);
  bind(known, 1, other, bert, 3500);
  expect([2000, 3000, 3200, 3500].map((at) => ownerAt(state, 1, at)?.id)).toEqual([first.id, first.id, undefined, "b"]);
});

it("what a track was is forgotten 12 s after it ended, and nothing is kept of a track of nobody's", () => {
  const { state, known, first, anna } = followed();
  unbind(state, 1, 3000);
  unbind(state, 1, 3000);
  unbind(state, 9, 3000);
  expect(state.past).toHaveLength(1);
  bind(known, 1, first, anna, 3000);
  unbind(state, 1, 15_000);
  expect(state.past).toHaveLength(2);
  bind(known, 1, first, anna, 15_000);
  unbind(state, 1, 15_001);
  expect(state.past.map(({ until }) => until)).toEqual([15_000, 15_001]);
});
