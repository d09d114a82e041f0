import { expect, test } from "vitest";
import { away, mergeClose, removeTrack } from "./merging.ts";
import { noteMet } from "./met-book.ts";
import { addWrist } from "./track-history.ts";
import type { TrackerState } from "./tracker-state.ts";
import { putTrack, stateAt, t0 } from "./tracks.fixture.ts";

/** Tracks at these places, looked at now and again `ms` later. */
function close(places: readonly (readonly [x: number, y: number])[], ms = 1000, met = 0): TrackerState {
  const state = stateAt();
  const tracks = places.map(([x, y]) => putTrack(state, x, y, { confirmed: true }));
  for (let n = 0; n < met; n++) noteMet(state.met, tracks);
  mergeClose(state);
  state.now += ms;
  mergeClose(state);
  return state;
}
const left = (...given: Parameters<typeof close>): number[] => close(...given).tracks.map(({ id }) => id);

test("two tracks within 0.45 m of each other for a second are one person, the older", () => {
  expect([
    left([
      [1, 1],
      [1.26, 1.36],
    ]),
    left([
      [1, 1],
      [1.28, 1.37],
    ]),
  ]).toEqual([[1], [1, 2]]);
  expect([
    left(
      [
        [1.4, 1],
        [1, 1],
      ],
      1000,
    ),
    left(
      [
        [1.4, 1],
        [1, 1],
      ],
      999,
    ),
  ]).toEqual([[1], [1, 2]]);
});

test("two whom three scans have shown both are two people", () => {
  const pair = [
    [1, 1],
    [1.1, 1],
  ] as const;
  expect([left(pair, 1000, 2), left(pair, 1000, 3)]).toEqual([[1], [1, 2]]);
});

test("who was apart in between has to be near for a second anew", () => {
  const state = stateAt();
  const [, other] = [putTrack(state, 1, 1), putTrack(state, 1.2, 1)];
  const look = (x: number): number => {
    other.motion.state[0] = x;
    mergeClose(state);
    state.now += 600;
    return state.tracks.length;
  };
  expect([look(1.2), look(3), look(1.2), look(1.2), look(1.2)]).toEqual([2, 2, 2, 2, 1]);
  expect(state.close).toEqual([]);
});

test("pairs are found among many, from left to right, in whatever order they came", () => {
  expect(
    left([
      [5, 1],
      [1, 1],
      [3, 1],
      [1.3, 1],
      [5.2, 1],
      [3.1, 4],
    ]),
  ).toEqual([1, 2, 3, 6]);
});

test("the one that is believed goes on, with the newest place and the best of both, and says so of one that was", () => {
  const state = stateAt();
  const older = putTrack(state, 1, 1, { hits: 3, odds: 1 });
  const younger = putTrack(state, 1.2, 1, { hits: 5, odds: 4, confirmed: true });
  Object.assign(older, { seenAt: t0 + 900, at: t0 + 950 });
  addWrist(older.wrists, t0, -1, 1, 2, 3);
  mergeClose(state);
  state.now += 1000;
  mergeClose(state);
  expect(state.tracks).toEqual([younger]);
  expect(younger).toMatchObject({ id: 2, hits: 8, odds: 4, seenAt: t0 + 900, at: t0 + 950, wrists: { count: 1 } });
  expect(younger.motion).toEqual(older.motion);
  expect(younger.motion).not.toBe(older.motion);
  expect([state.events, state.ended]).toEqual([[], []]);
  const both = close([
    [1, 1],
    [1.2, 1],
  ]);
  expect(both.events).toEqual([{ type: "merged", track: 2, into: 1, at: t0 + 1000 }]);
  expect(both.ended).toMatchObject([{ id: 2, endedAt: t0 + 1000 }]);
  expect(both.tracks[0]!.motion.state[0]).toBe(1);
});

test("a track is taken off the floor once, and its slot is free", () => {
  const state = stateAt();
  const [one, other] = [putTrack(state, 1, 1), putTrack(state, 4, 5)];
  expect(away(one, other)).toBe(5);
  removeTrack(state, one);
  removeTrack(state, one);
  expect([state.tracks, state.met.taken[0], state.met.taken[1]]).toEqual([[other], 0, 1]);
});
