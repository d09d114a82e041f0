import { expect, test } from "vitest";
import { timesMet } from "./met-book.ts";
import { createScanRoom, takeMoment } from "./scan.ts";
import { createState, type TrackerState } from "./tracker-state.ts";
import { putTrack, t0 } from "./tracks.fixture.ts";
import { posed, seenBy, testStore } from "./walkers.fixture.ts";

type Place = readonly [x: number, y: number];

const ceilings = [{ id: "a", fps: 10 }];
const store = testStore({ gates: [], cameras: [], ceilings });

/** Somebody believed to be at each of these places, under one pose sensor. */
function people(...places: readonly Place[]): TrackerState {
  const state = createState(1);
  state.now = t0;
  for (const [x, y] of places) putTrack(state, x, y, { confirmed: true });
  return state;
}

function scan(state: TrackerState, ...places: readonly Place[]): void {
  takeMoment(state, createScanRoom(store), t0, [{ sensor: 0, objects: places.map(([x, y]) => posed(x, y)) }]);
}

test("who is seen in one scan has been seen together, each with each", () => {
  const state = people([1, 1], [3, 1], [5, 1], [7, 1]);
  scan(state, [5, 1], [1, 1], [3, 1]);
  const [a, b, c, d] = state.tracks.map(({ slot }) => slot) as [number, number, number, number];
  const met = [
    [a, b],
    [a, c],
    [b, c],
    [a, d],
    [b, d],
    [c, d],
  ] as const;
  expect(met.map(([one, other]) => timesMet(state.met, one, other))).toEqual([1, 1, 1, 0, 0, 0]);
});

test("who is seen gains what their own sighting says, and who is not loses", () => {
  const state = people([1, 1], [3, 1], [5, 1]);
  for (const track of state.tracks) track.odds = 0;
  scan(state, [3.3, 1], [5, 1]);
  const [unseen, off, seen] = state.tracks;
  expect(unseen!.odds).toBeLessThan(0);
  expect(off!.odds).toBeGreaterThan(0);
  expect([off!.hits, seen!.hits, unseen!.hits]).toEqual([1, 1, 0]);
  expect(seen!.odds).toBe(2);
});

test("a newcomer begins where people can stand, and is not somebody who was seen already", () => {
  const state = people([1, 1]);
  scan(state, [1, 1], [4, 3], [-0.6, 3], [-0.4, 3]);
  expect(state.tracks.map(({ motion }) => motion.state[0])).toEqual([1, 4, expect.closeTo(-0.4, 9)]);
});

test("no more than 512 people are followed at once", () => {
  const state = people();
  const many = Array.from({ length: 20 }, (_, k): Place => [0.5 + 0.3 * k, 1]);
  const far = Array.from({ length: 508 }, (): Place => [7, 5]);
  for (const [x, y] of far) putTrack(state, x, y);
  scan(state, ...many);
  expect(state.tracks).toHaveLength(512);
});

test("cameras teach how many people come with a head, and pose sensors do not", () => {
  const cameras = testStore({ gates: [], ceilings });
  const room = createScanRoom(cameras);
  const state = createState(3);
  state.now = t0;
  state.heads = 0.5;
  takeMoment(state, room, t0, [{ sensor: 2, objects: [posed(4, 3)] }]);
  expect(state.heads).toBe(0.5);
  const whole = seenBy(cameras.cameras[0]!, 4, 3)!;
  takeMoment(state, room, t0, [{ sensor: 0, objects: [whole] }]);
  expect(state.heads).toBeCloseTo(0.525, 12);
  takeMoment(state, room, t0 + 1, [{ sensor: 0, objects: [{ box: whole.box, score: 0.9 }] }]);
  expect(state.heads).toBeCloseTo(0.525 * 0.95, 12);
});
