import type { StorePoint } from "@aisle/sdk";
import { expect, test } from "vitest";
import { cameraView, project } from "./camera-view.ts";
import { createTracker, type Tracker } from "./tracker.ts";
import { posed, seenBy, testStore } from "./walkers.fixture.ts";

const t0 = 1_700_000_000_000;

function firstId(tracker: Tracker): number {
  return tracker.tracks()[0]?.id ?? -1;
}

function apart([x = NaN, y = NaN, z = NaN]: readonly number[] = [], [a, b, c]: StorePoint): number {
  return Math.hypot(x - a, y - b, z - c);
}

/** Where the second camera sees a point. */
function pixel(point: StorePoint): { readonly u: number; readonly v: number } {
  const at = { u: NaN, v: NaN, depth: NaN };
  project(cameraView(testStore().cameras[1]!), ...point, at);
  return at;
}

/** Somebody at (2, 3) whose hand every one of `cameras` sees, ten times a second in turns. */
function seenReaching(cameras: readonly number[], hand: StorePoint): Tracker {
  const store = testStore();
  const tracker = createTracker(store);
  for (let k = 0; k < 40; k++) {
    const camera = k % 2;
    const seen = seenBy(store.cameras[camera]!, 2, 3, cameras.includes(camera) ? hand : undefined);
    tracker.observeDetections(camera, t0 + k * 50, seen === undefined ? [] : [seen]);
  }
  return tracker;
}

test("a pose sensor's wrists are the hands, two of them, as it measured them last", () => {
  const tracker = createTracker(testStore({ cameras: [], ceilings: [{ id: "above", fps: 15 }] }));
  for (let k = 0; k < 30; k++) {
    const right: StorePoint = [1.3, 3 + k / 100, 1];
    const left: StorePoint = [0.7, 3, 0.9];
    tracker.observePoses(0, t0 + k * 67, [{ ...posed(1, 3), wrists: [left, right] }]);
  }
  expect(tracker.handsAt(firstId(tracker), t0 + 29 * 67)).toEqual([
    [1.3, 3.29, 1],
    [0.7, 3, 0.9],
  ]);
});

test("a hand that two cameras see is where their rays meet, and is one hand", () => {
  const hand: StorePoint = [2.5, 3.3, 1.2];
  const tracker = seenReaching([0, 1], hand);
  const hands = tracker.handsAt(firstId(tracker), t0 + 39 * 50);
  expect(hands).toHaveLength(1);
  expect(apart(hands[0], hand)).toBeLessThan(0.02);
});

test("a hand that one camera sees lies on its ray within an arm's length", () => {
  const hand: StorePoint = [2.5, 3.3, 1.2];
  const tracker = seenReaching([1], hand);
  const hands = tracker.handsAt(firstId(tracker), t0 + 39 * 50);
  expect(hands).toHaveLength(1);
  const [x, y] = hands[0]!;
  expect(Math.hypot(x - 2, y - 3)).toBeLessThanOrEqual(0.8);
  const [is, due] = [pixel(hands[0]!), pixel(hand)];
  expect(Math.hypot(is.u - due.u, is.v - due.v)).toBeLessThan(1);
});

test("a hand that was seen more than 300 ms ago is not told", () => {
  const tracker = createTracker(testStore({ cameras: [], ceilings: [{ id: "above", fps: 15 }] }));
  for (let k = 0; k < 30; k++) {
    tracker.observePoses(0, t0 + k * 50, [posed(1, 3, 1, k < 20 ? [1.3, 3, 1] : undefined)]);
  }
  const id = firstId(tracker);
  expect(tracker.handsAt(id, t0 + 19 * 50 + 300)).toHaveLength(1);
  expect(tracker.handsAt(id, t0 + 19 * 50 + 301)).toEqual([]);
});

test("both hands of the newest look are told, also when an older look came after it", () => {
  const tracker = createTracker(testStore({ cameras: [], ceilings: [{ id: "above", fps: 15 }] }));
  const look = (at: number, z: number): void => {
    const wrists: StorePoint[] = [
      [0.7, 3, z],
      [1.3, 3, z],
    ];
    tracker.observePoses(0, at, [{ ...posed(1, 3, 1), wrists }]);
  };
  for (let k = 0; k < 30; k++) look(t0 + k * 50, 1);
  look(t0 + 1550, 1.2);
  look(t0 + 1500, 1.1);
  const hands = tracker.handsAt(firstId(tracker), t0 + 1550);
  expect(hands.map(([, , z]) => z)).toEqual([1.2, 1.2]);
});

test("nobody has no hands", () => {
  expect(createTracker(testStore()).handsAt(7, t0)).toEqual([]);
});
