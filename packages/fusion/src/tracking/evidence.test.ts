import { expect, test } from "vitest";
import { cameraView } from "./camera-view.ts";
import { createTrack, glimpse, hit, keepWrists, miss, nameTrack } from "./evidence.ts";
import { createSighting, describe, type Seen, type Sighting } from "./sightings.ts";
import { placeAt } from "./track-history.ts";
import { measureAt, putTrack, stateAt, t0 } from "./tracks.fixture.ts";
import { posed, testStore } from "./walkers.fixture.ts";

const sighted = (seen: Seen): Sighting => {
  const sighting = createSighting();
  describe(sighting, seen);
  return sighting;
};
const pose = (id?: number): Sighting => sighted(posed(1, 2, id));

test("a newcomer is believed a little more for a good score, half a unit at most, and a unit less for a poor one", () => {
  const odds = (score: number): number => createTrack(stateAt(), t0, measureAt(1, 2), score).odds;
  expect(odds(0.5)).toBeCloseTo(-2.1, 12);
  expect(odds(0.75)).toBeCloseTo(-1.1 + Math.log(3) - 1, 12);
  expect([odds(0.9), odds(1), odds(0.05), odds(0)]).toEqual([-1.1 + 0.5, -1.1 + 0.5, -2.1, -2.1]);
});

test("a newcomer is nobody yet: the next number, no sighting, no name, at the place that was measured", () => {
  const state = stateAt();
  const [first, second] = [putTrack(state, 1, 2), putTrack(state, 3, 4)];
  expect([first.id, second.id, second.slot, state.nextId]).toEqual([1, 2, 1, 3]);
  expect([second.motion.state[0], second.motion.state[1]]).toEqual([3, 4]);
  expect(second).toMatchObject({ at: t0, bornAt: t0, seenAt: t0, hits: 0, confirmed: false, doubted: false });
  expect(second).toMatchObject({ entered: false, missedAt: -Infinity, endedAt: Infinity });
  expect(second).toMatchObject({ names: [null, null] });
});

test("a hit raises belief by what it tells, two units at most, up to six", () => {
  const track = putTrack(stateAt(), 1, 2, { odds: 0 });
  const after = (gain: number): number => {
    hit(track, 0, t0, measureAt(1, 2), pose(), gain);
    return track.odds;
  };
  expect([after(0.5), after(2), after(9), after(-1), after(9), after(9)]).toEqual([0.5, 2.5, 4.5, 3.5, 5.5, 6]);
  expect(track.hits).toBe(6);
});

test("a hit puts the person where it is measured, but for the first, which is where they were born", () => {
  const track = putTrack(stateAt(), 1, 2, {});
  hit(track, 0, t0, measureAt(1.2, 2), pose(), 1);
  expect(track.motion.state[0]).toBe(1);
  hit(track, 0, t0, measureAt(1.2, 2), pose(), 1);
  const x = track.motion.state[0]!;
  expect(x).toBeGreaterThan(1.05);
  expect(placeAt(track.places, t0)).toEqual({ x, y: 2 });
  const both = measureAt(1.2, 2);
  Object.assign(both.second, { mx: 1.6, my: 2, rxx: 0.01, ryy: 0.01 });
  hit(track, 0, t0, both, pose(), 1);
  const twin = structuredClone(track);
  hit(track, 0, t0, both, pose(), 1);
  expect(track.motion.state[0]).toBeLessThan(1.2);
  both.count = 2;
  hit(twin, 0, t0, both, pose(), 1);
  expect(twin.motion.state[0]).toBeGreaterThan(track.motion.state[0]! + 0.01);
});

test("a hit of a moment ago is compared with where the person was then", () => {
  const track = putTrack(stateAt(), 1, 2, { hits: 1 });
  track.motion.state[2] = 2;
  hit(track, 0, t0 - 100, measureAt(0.8, 2), pose(), 1);
  expect(track.motion.state[0]).toBeCloseTo(1, 9);
  hit(track, 0, t0 + 100, measureAt(1, 2), pose(), 1);
  expect(track.motion.state[0]).toBeCloseTo(1, 9);
  expect(track.seenAt).toBe(t0 + 100);
  hit(track, 0, t0, measureAt(1, 2), pose(), 1);
  expect(track.seenAt).toBe(t0 + 100);
});

test("an id is counted for as long as a sensor keeps to it, up to a thousand scans, each sensor's by itself", () => {
  const track = putTrack(stateAt(), 1, 2);
  for (const at of [1, 2, 3]) hit(track, 1, t0 + at, measureAt(1, 2), pose(7), 1);
  expect([track.names, track.namedAt[1], track.namedFor[1], track.namedFor[0]]).toEqual([[null, 7], t0 + 3, 3, 0]);
  hit(track, 1, t0 + 4, measureAt(1, 2), pose(), 1);
  expect([track.names[1], track.namedAt[1]]).toEqual([7, t0 + 3]);
  hit(track, 1, t0 + 5, measureAt(1, 2), pose(8), 1);
  expect([track.names[1], track.namedFor[1]]).toEqual([8, 1]);
  for (let n = 0; n < 1005; n++) nameTrack(track, 1, 8, t0);
  expect(track.namedFor[1]).toBe(1000);
});

test("a part of somebody says that they are there: half a unit, up to six, and no miss before it counts on", () => {
  const track = putTrack(stateAt(), 1, 2, { odds: 5.2 });
  track.misses.set([3, 4]);
  glimpse(track, 0);
  expect([track.odds, ...track.misses]).toEqual([5.7, 0, 4]);
  glimpse(track, 0);
  expect(track.odds).toBe(6);
});

test("misses in a row weigh half, and each by a fifth less than the one before; a hit ends the run", () => {
  const track = putTrack(stateAt(), 1, 2, { odds: 0 });
  const cost = (chance: number, sensor = 0): number => {
    const before = track.odds;
    miss(track, sensor, t0, chance);
    return (track.odds - before) / Math.log(1 - Math.min(0.9, chance));
  };
  for (const expected of [0.5, 0.4, 0.32]) expect(cost(0.85)).toBeCloseTo(expected, 12);
  expect(cost(0.85, 1)).toBeCloseTo(0.5, 12);
  hit(track, 0, t0, measureAt(1, 2), pose(), 0);
  expect(cost(0.85)).toBeCloseTo(0.5, 12);
  for (let n = 0; n < 40; n++) miss(track, 0, t0, 0.85);
  expect(track.misses[0]).toBe(20);
  expect(cost(0.85)).toBeCloseTo(0.5 * Math.exp(19 * Math.log(0.8)), 9);
});

test("a single miss says no more than that of a sensor that sees nine in ten; one that rarely sees them starts no run", () => {
  const track = putTrack(stateAt(), 1, 2, { odds: 0 });
  miss(track, 0, t0, 0.99);
  expect(track.odds).toBeCloseTo(0.5 * Math.log(0.1), 12);
  const other = putTrack(stateAt(), 1, 2);
  miss(other, 0, t0, 0.3);
  expect(other.misses[0]).toBe(0);
  miss(other, 0, t0, 0.31);
  expect(other.misses[0]).toBe(1);
});

test("somebody is missed from the first time that nobody has seen them for more than 100 ms", () => {
  const track = putTrack(stateAt(), 1, 2);
  const missedAt = (at: number): number => {
    miss(track, 0, at, 0.85);
    return track.missedAt;
  };
  expect([missedAt(t0 + 100), missedAt(t0 + 101), missedAt(t0 + 500)]).toEqual([-Infinity, t0 + 101, t0 + 101]);
  track.seenAt = t0 + 101;
  expect([missedAt(t0 + 150), missedAt(t0 + 300)]).toEqual([t0 + 101, t0 + 300]);
});

test("wrists of a camera are kept as directions from its centre, those of a pose sensor as points, none that is no number", () => {
  const camera = testStore().cameras[0]!;
  const view = cameraView(camera);
  const track = putTrack(stateAt(), 1, 2);
  keepWrists(track, view, 3, t0, sighted({ box: [0, 0, 1, 1], score: 1, wrists: [[640, 360]] }));
  keepWrists(track, undefined, 1, t0 + 1, sighted(posed(1, 2, 1, [1.5, 2.5, 1.1])));
  keepWrists(track, undefined, 1, t0 + 2, sighted(posed(1, 2, 1, [Number.NaN, 2.5, 1.1])));
  keepWrists(track, undefined, 1, t0 + 2, pose());
  const { wrists } = track;
  expect(wrists.count).toBe(2);
  expect([...wrists.at.subarray(0, 2)]).toEqual([t0, t0 + 1]);
  expect([...wrists.camera.subarray(0, 2)]).toEqual([3, -1]);
  // The middle of the picture is straight ahead.
  const [f] = [camera.R[2]];
  expect([wrists.a[0], wrists.b[0], wrists.c[0]].map((each) => each!.toFixed(9))).toEqual(
    f.map((each) => each.toFixed(9)),
  );
  expect([wrists.a[1], wrists.b[1], wrists.c[1]]).toEqual([1.5, 2.5, 1.1]);
});
