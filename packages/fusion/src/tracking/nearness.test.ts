import { expect, test } from "vitest";
import { nearnessOf } from "./nearness.ts";
import { addPlace, addWrist } from "./track-history.ts";
import { putTrack, stateAt, t0 } from "./tracks.fixture.ts";

test("how near somebody was is by the nearest wrist seen within 200 ms, else by the body, and unknown where they were not", () => {
  const track = putTrack(stateAt(), 1, 1);
  for (let ms = 0; ms <= 1000; ms += 50) addPlace(track.places, t0 + ms, 1, 1);
  // A wrist is expected 10 cm above the plate.
  addWrist(track.wrists, t0 + 500, -1, 1, 1.7, 1.1);
  addWrist(track.wrists, t0 + 500, -1, 1, 1.6, 1.1);
  addWrist(track.wrists, t0 + 520, -1, 1, 1.9, 1.1);
  const times = [-1, 0, 299, 300, 319, 320, 700, 701, 720, 721, 1000, 1001].map((ms) => t0 + ms);
  const { distance, hand } = nearnessOf(track, [], [1, 2, 1], times);
  const [far, near, other] = [1, 0.3, 0.1];
  expect(distance.map((metres) => metres && Math.round(metres * 1000) / 1000)).toEqual([
    ...[null, far, far, near, near, other, other, other, other, far, far, null],
  ]);
  expect(hand).toEqual([false, false, false, true, true, true, true, true, true, false, false, false]);
  expect(nearnessOf(track, [], [1, 2, 1], [])).toEqual({ distance: [], hand: [] });
});
