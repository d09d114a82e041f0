import type { StorePoint } from "@aisle/sdk";
import { expect, test } from "vitest";
import { createTracker, type Tracker } from "./tracker.ts";
import { posed, seenBy, testStore } from "./walkers.fixture.ts";

const t0 = 1_700_000_000_000;
const plate: StorePoint = [1, 3.6, 1.2];
const hand: StorePoint = [1.05, 3.5, 1.3];
const idle: StorePoint = [1.5, 2.9, 0.9];

/** Two people side by side before a plate for two seconds; the left one's hand is in it from 1.0 s to 1.5 s. */
function twoPosed(): Tracker {
  const tracker = createTracker(testStore({ cameras: [], ceilings: [{ id: "above", fps: 15 }] }));
  for (let k = 0; k < 60; k++) {
    const at = k * 67;
    const reaching = at >= 1000 && at <= 1500;
    tracker.observePoses(0, t0 + at, [posed(0.6, 3, 1, reaching ? hand : idle), posed(1.3, 3, 2, idle)]);
  }
  return tracker;
}

function idAt(tracker: Tracker, x: number): number {
  return tracker.tracks().toSorted((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))[0]?.id ?? -1;
}

test("whose wrist is at the plate is likelier than who only stands nearer", () => {
  const tracker = twoPosed();
  const left = tracker.reach(idAt(tracker, 0.6), plate, t0 + 1100, t0 + 1400);
  const right = tracker.reach(idAt(tracker, 1.3), plate, t0 + 1100, t0 + 1400);
  expect(left?.wristSeen).toBe(true);
  expect(left?.distance).toBeLessThan(0.2);
  expect((left?.logLikelihood ?? 0) - (right?.logLikelihood ?? 0)).toBeGreaterThan(2);
});

test("a reach at another time says nothing for this one", () => {
  const tracker = twoPosed();
  const id = idAt(tracker, 0.6);
  const during = tracker.reach(id, plate, t0 + 1100, t0 + 1400);
  const later = tracker.reach(id, plate, t0 + 2600, t0 + 2900);
  expect(during?.logLikelihood).toBeGreaterThan(later?.logLikelihood ?? 0);
});

test("without a wrist the body decides", () => {
  const tracker = createTracker(testStore({ cameras: [], ceilings: [{ id: "above", fps: 15 }] }));
  for (let k = 0; k < 30; k++) tracker.observePoses(0, t0 + k * 67, [posed(0.9, 3.1), posed(0.4, 1.5)]);
  const near = tracker.reach(idAt(tracker, 0.9), plate, t0 + 1000, t0 + 1300);
  const far = tracker.reach(idAt(tracker, 0.4), plate, t0 + 1000, t0 + 1300);
  expect(near?.wristSeen).toBe(false);
  expect(near?.distance).toBeCloseTo(0.51, 1);
  expect(near?.logLikelihood).toBeGreaterThan((far?.logLikelihood ?? 0) + 2);
});

test("more frames of the same hand do not make it likelier", () => {
  const reachAt = (every: number): number => {
    const tracker = createTracker(testStore({ cameras: [], ceilings: [{ id: "above", fps: 15 }] }));
    for (let at = 0; at < 2000; at += every) tracker.observePoses(0, t0 + at, [posed(0.6, 3, 1, hand)]);
    return tracker.reach(idAt(tracker, 0.6), plate, t0 + 1000, t0 + 1300)?.logLikelihood ?? NaN;
  };
  expect(reachAt(20)).toBeCloseTo(reachAt(80), 6);
});

test("rays from two cameras tell whose wrist it was", () => {
  const store = testStore();
  const tracker = createTracker(store);
  for (let k = 0; k < 60; k++) {
    const model = store.cameras[k % 2];
    if (!model) continue;
    const seen = [seenBy(model, 0.6, 3, hand), seenBy(model, 1.5, 2.6, [1.6, 2.4, 0.9])];
    tracker.observeDetections(
      k % 2,
      t0 + k * 50,
      seen.flatMap((person) => person ?? []),
    );
  }
  const left = tracker.reach(idAt(tracker, 0.6), plate, t0 + 2000, t0 + 2300);
  const right = tracker.reach(idAt(tracker, 1.5), plate, t0 + 2000, t0 + 2300);
  expect(left?.distance).toBeLessThan(0.15);
  expect(left?.logLikelihood).toBeGreaterThan((right?.logLikelihood ?? 0) + 2);
});

test("nobody reaches before being there", () => {
  const tracker = twoPosed();
  expect(tracker.reach(idAt(tracker, 0.6), plate, t0 - 5000, t0 - 4000)).toBeUndefined();
  expect(tracker.reach(999, plate, t0, t0 + 100)).toBeUndefined();
});
