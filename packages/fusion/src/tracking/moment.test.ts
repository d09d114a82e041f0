import type { Detection } from "@aisle/sdk";
import { expect, test } from "vitest";
import { createTracker, type Tracker } from "./tracker.ts";
import { lookingAt, noise, posed, seenBy, testStore } from "./walkers.fixture.ts";

type Place = readonly [number, number];

const t0 = 1_700_000_000_000;
const open = testStore({
  gates: [],
  cameras: [
    lookingAt("a", [-1, -1, 3], [4, 3, 0.8]),
    lookingAt("b", [9, 7, 3], [4, 3, 0.8]),
    lookingAt("c", [-1, 7, 3], [4, 3, 0.8]),
  ],
});

/** The whole bodies, without heads, that one camera shows of people at these places. */
function shows(camera: number, places: readonly Place[]): readonly Detection[] {
  return places.map(([x, y]) => {
    const { box, score } = seenBy(open.cameras[camera]!, x, y)!;
    return { box, score };
  });
}

/** Twice a second all cameras at once see somebody go from (2, 3) at 1 m/s, until the moment of `until` seconds. */
function walked(until: number): Tracker {
  const tracker = createTracker(open);
  for (let s = 0; s < until; s += 0.5) {
    const scans = [0, 1, 2].map((sensor) => ({ sensor, objects: shows(sensor, [[2 + s, 3]]) }));
    tracker.observe(t0 + 1000 * s, scans);
    tracker.advance(t0 + 1000 * s + 60);
  }
  return tracker;
}

test("somebody hidden from the first camera is not drawn to the newcomer who hides them", () => {
  const tracker = walked(2);
  // On one line of sight of the first camera.
  const hidden: Place = [4, 3];
  const hiding: Place = [3.4, 2.52];
  const scans = [
    { sensor: 0, objects: shows(0, [hiding]) },
    { sensor: 1, objects: shows(1, [hidden, hiding]) },
    { sensor: 2, objects: shows(2, [hidden, hiding]) },
  ];
  tracker.observe(t0 + 2000, scans);
  const tracks = tracker.tracks();
  expect(tracks.map(({ bornAt }) => bornAt)).toEqual([t0, t0 + 2000]);
  expect(Math.hypot(tracks[0]!.x - hidden[0], tracks[0]!.y - hidden[1])).toBeLessThan(0.1);
  expect(Math.hypot(tracks[1]!.x - hiding[0], tracks[1]!.y - hiding[1])).toBeLessThan(0.1);
});

test("a newcomer whom every camera shows at once begins one track, wherever in the frames they stand", () => {
  const tracker = walked(2);
  const both: readonly Place[] = [
    [6, 1],
    [4, 3],
  ];
  tracker.observe(
    t0 + 2000,
    [0, 1, 2].map((sensor) => ({ sensor, objects: shows(sensor, sensor === 1 ? both : [...both].reverse()) })),
  );
  expect(tracker.tracks()).toHaveLength(2);
  tracker.advance(t0 + 2600);
  // Three sightings are too few to be believed in.
  expect(tracker.tracks().filter(({ confirmed }) => confirmed)).toHaveLength(1);
});

test("where everybody is known at once, frames of one moment say what they say one after the other", () => {
  const together = walked(2);
  const inTurn = createTracker(open);
  inTurn.restore(together.snapshot());
  const random = noise(7);
  for (let k = 1; k < 30; k++) {
    const at = t0 + 1500 + 100 * k;
    const place: Place = [3.5 + 0.1 * k + 0.1 * random(), 3 + 0.1 * random()];
    const scans = [0, 1, 2].map((sensor) => ({ sensor, objects: shows(sensor, random() < 0.2 ? [] : [place]) }));
    together.observe(at, scans);
    for (const { sensor, objects } of scans) inTurn.observeDetections(sensor, at, objects);
    together.advance(at + 50);
    inTurn.advance(at + 50);
  }
  const people = together.snapshot().tracks;
  expect(people).toHaveLength(1);
  expect(people.map(({ motion, odds }) => ({ motion, odds }))).toEqual(
    inTurn.snapshot().tracks.map(({ motion, odds }) => ({ motion, odds })),
  );
});

test("a part of somebody goes with the newcomer whom another camera shows whole, and begins nobody", () => {
  const tracker = createTracker(open);
  const whole = (camera: number, [x, y]: Place): Detection => seenBy(open.cameras[camera]!, x, y)!;
  for (let k = 0; k < 20; k++) tracker.observe(t0 + 100 * k, [{ sensor: k % 3, objects: [whole(k % 3, [2, 3])] }]);
  const [left, top, width, height] = whole(1, [5, 2]).box;
  const part: Detection = { box: [left, top + height / 3, width, height / 2], score: 0.9 };
  tracker.observe(t0 + 2000, [
    { sensor: 0, objects: [whole(0, [2, 3]), whole(0, [5, 2])] },
    { sensor: 1, objects: [whole(1, [2, 3]), part] },
  ]);
  const alone = createTracker(open);
  alone.observe(t0 + 2000, [{ sensor: 0, objects: [whole(0, [5, 2])] }]);
  const newcomers = tracker.snapshot().tracks.filter(({ bornAt }) => bornAt === t0 + 2000);
  expect(newcomers).toHaveLength(1);
  expect(newcomers[0]!.odds).toBeGreaterThan(alone.snapshot().tracks[0]!.odds);
});

test("the frame of a sensor counts once in a moment, and pose sensors come after the cameras", () => {
  const tracker = createTracker(testStore({ ceilings: [{ id: "ceiling", fps: 10 }] }));
  const scan = { sensor: 2, objects: [posed(1, 3)] };
  tracker.observe(t0, [scan, scan]);
  expect(tracker.snapshot().tracks.map(({ hits }) => hits)).toEqual([1]);
  expect(() => tracker.observe(t0 + 100, [{ sensor: 3, objects: [] }])).toThrow("no sensor 3");
});
