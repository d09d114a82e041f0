import { expect, test } from "vitest";
import { exchange } from "./exchange.ts";
import { addPlace, addWrist, eachPlace, wristsBetween } from "./track-history.ts";
import type { Track, TrackerState } from "./tracker-state.ts";
import { putTrack, stateAt, t0 } from "./tracks.fixture.ts";

/** Somebody on the line y, whose hand is seen there too: four times, 100 ms apart. */
function walker(state: TrackerState, y: number, changes: Partial<Track>): Track {
  const track = putTrack(state, 0, y, { confirmed: true, ...changes });
  for (let k = 0; k < 4; k++) {
    addPlace(track.places, t0 + 100 * k, k, y);
    addWrist(track.wrists, t0 + 100 * k, y, k, y + 0.1, 1);
  }
  return track;
}

const places = ({ places }: Track): number[][] => {
  const found: number[][] = [];
  eachPlace(places, (at, x, y) => found.push([at - t0, x, y]));
  return found;
};

const wrists = ({ wrists }: Track): number[][] => {
  const found: number[][] = [];
  wristsBetween(wrists, -Infinity, Infinity, (at, ...wrist) => found.push([at - t0, ...wrist]));
  return found;
};

test("two who followed each other's person since a time have been where the other was since then, hands and all", () => {
  const state = stateAt(t0 + 300);
  const [low, high] = [walker(state, 1, {}), walker(state, 5, {})];
  const ids = [low.id, high.id];
  exchange(state, low, high, t0 + 200);
  const [first, second] = state.tracks as [Track, Track];
  expect([first.id, second.id]).toEqual(ids);
  expect(places(first)).toEqual([
    [0, 0, 1],
    [100, 1, 1],
    [200, 2, 5],
    [300, 3, 5],
  ]);
  expect(places(second)).toEqual([
    [0, 0, 5],
    [100, 1, 5],
    [200, 2, 1],
    [300, 3, 1],
  ]);
  expect(wrists(first)).toEqual([
    [0, 1, 0, 1.1, 1],
    [100, 1, 1, 1.1, 1],
    [200, 5, 2, 5.1, 1],
    [300, 5, 3, 5.1, 1],
  ]);
  expect(wrists(second).map(([, camera]) => camera)).toEqual([5, 5, 1, 1]);
});

test("they keep who they are and are where the other was; the order of birth stays", () => {
  const state = stateAt(t0 + 300);
  putTrack(state, 9, 9);
  const was = { bornAt: t0 - 9000, entered: true, out: 0.4, tall: 1.6, looks: 80 };
  const one = walker(state, 1, { ...was, hits: 7, seenAt: t0 + 50 });
  const other = walker(state, 5, { bornAt: t0 - 100, entered: false, out: 0, tall: 1.8, looks: 9, hits: 8 });
  const { id, slot } = one;
  exchange(state, one, other, t0 + 200);
  const [, first, second] = state.tracks;
  expect(first).toMatchObject({ id, slot, ...was, hits: 8 });
  expect(second).toMatchObject({ tall: 1.8, looks: 9, bornAt: t0 - 100, entered: false, out: 0, hits: 7 });
  expect(second!.seenAt).toBe(t0 + 50);
  expect([first!.motion.state[1], second!.motion.state[1]]).toEqual([5, 1]);
  expect(first!.slot).not.toBe(second!.slot);
  expect(state.events).toEqual([
    { type: "exchanged", track: second!.id, other: first!.id, since: t0 + 200, at: t0 + 300 },
  ]);
});
