import { isAisleError, type Pose } from "@aisle/sdk";
import { expect, test } from "vitest";
import type { TrackEvent } from "./track.ts";
import { createTracker, type Tracker } from "./tracker.ts";
import { noise, posed, seenBy, testStore } from "./walkers.fixture.ts";

type Walk = (seconds: number) => readonly [number, number] | undefined;

const t0 = 1_700_000_000_000;
const entering: Walk = (s) => [Math.min(6, -0.5 + 1.2 * s), 3];

interface Run {
  readonly from?: number;
  readonly to: number;
  /** Share of detections that are missed, and metres of error. */
  readonly missed?: number;
  readonly error?: number;
  /** Says which camera is blind at a time. */
  readonly blind?: (camera: number, seconds: number) => boolean;
}

/** Lets both cameras watch people walk, 10 times a second, with noise that depends on the time only. */
function watch(
  tracker: Tracker,
  walks: readonly Walk[],
  { from = 0, to, missed = 0.1, error = 0.04, blind }: Run,
): void {
  const store = testStore();
  for (let k = Math.round(from * 20); k < Math.round(to * 20); k++) {
    const camera = k % 2;
    const random = noise(k * 7919 + 13);
    const model = store.cameras[camera];
    if (!model) continue;
    const seen = walks.flatMap((walk) => {
      const at = walk(k / 20);
      const jitter = [(random() - 0.5) * 2 * error, (random() - 0.5) * 2 * error] as const;
      if (random() < missed || !at || blind?.(camera, k / 20)) return [];
      return seenBy(model, at[0] + jitter[0], at[1] + jitter[1]) ?? [];
    });
    tracker.observeDetections(camera, t0 + k * 50, seen);
  }
}

const confirmed = (tracker: Tracker) => tracker.tracks().filter((track) => track.confirmed);
const nearest = (tracker: Tracker, x: number, y: number) =>
  confirmed(tracker).toSorted((a, b) => Math.hypot(a.x - x, a.y - y) - Math.hypot(b.x - x, b.y - y))[0];

test("a person whom two cameras see walk in is one track, within decimetres", () => {
  const tracker = createTracker(testStore());
  watch(tracker, [entering], { to: 5 });
  const [track, ...more] = confirmed(tracker);
  expect(more).toEqual([]);
  expect(Math.hypot((track?.x ?? 0) - 5.45, (track?.y ?? 0) - 3)).toBeLessThan(0.15);
  expect(track?.vx).toBeCloseTo(1.2, 0);
  expect(tracker.drainEvents().map((event) => event.type)).toEqual(["confirmed"]);
  expect(tracker.drainEvents()).toEqual([]);
});

test("two people who cross keep their numbers", () => {
  const tracker = createTracker(testStore());
  const left: Walk = (s) => [1 + s, 2.6];
  const right: Walk = (s) => [6 - s, 3.4];
  watch(tracker, [left, right], { to: 1.5 });
  const first = nearest(tracker, 2.5, 2.6)?.id;
  const second = nearest(tracker, 4.5, 3.4)?.id;
  expect(first).not.toBe(second);
  watch(tracker, [left, right], { from: 1.5, to: 4.5 });
  expect(nearest(tracker, 5.5, 2.6)?.id).toBe(first);
  expect(nearest(tracker, 1.5, 3.4)?.id).toBe(second);
  expect(confirmed(tracker)).toHaveLength(2);
});

test("somebody whom no camera sees for seconds inside a closed store is the same person after", () => {
  const tracker = createTracker(testStore());
  const stands: Walk = (s) => [Math.min(4, -0.5 + 1.2 * s), 3];
  watch(tracker, [stands], { to: 6 });
  const id = confirmed(tracker)[0]?.id;
  watch(tracker, [stands], { from: 6, to: 10, blind: () => true });
  expect(confirmed(tracker).map((track) => track.id)).toEqual([id]);
  const moved: Walk = () => [7, 3.5];
  watch(tracker, [moved], { from: 10, to: 12 });
  expect(confirmed(tracker).map((track) => track.id)).toEqual([id]);
  expect(nearest(tracker, 7, 3.5)?.seenAt).toBeGreaterThan(t0 + 11_500);
});

test("two tracks that were never seen both in one scan become one person", () => {
  const tracker = createTracker(testStore({ gates: [] }));
  const [a, b] = testStore().cameras;
  if (!a || !b) throw new TypeError("the test store has two cameras");
  // Each camera is off to its own side, less and less.
  for (let k = 0; k < 120; k++) {
    const apart = Math.max(0.1, 0.9 - 0.01 * k);
    const [model, side] = k % 2 === 0 ? ([a, -1] as const) : ([b, 1] as const);
    const seen = seenBy(model, 4 + side * apart, 3 - side * apart);
    tracker.observeDetections(k % 2, t0 + k * 50, seen ? [seen] : []);
  }
  const events = tracker.drainEvents();
  expect(events.map((event) => event.type)).toEqual(["confirmed", "confirmed", "merged"]);
  expect(confirmed(tracker)).toHaveLength(1);
});

test("false alarms here and there are never believed", () => {
  const tracker = createTracker(testStore());
  const [camera] = testStore().cameras;
  const random = noise(5);
  for (let k = 0; k < 400; k++) {
    const ghost = camera && random() < 0.2 ? seenBy(camera, 8 * random(), 6 * random()) : undefined;
    tracker.observeDetections(0, t0 + k * 100, ghost ? [{ ...ghost, score: 0.5 }] : []);
    tracker.observeDetections(1, t0 + k * 100 + 50, []);
  }
  expect(tracker.drainEvents()).toEqual([]);
});

test("a newcomer whom both cameras should see and do not see again is dropped at once", () => {
  const tracker = createTracker(testStore());
  watch(tracker, [() => [4, 3]], { to: 0.05, missed: 0 });
  expect(tracker.tracks()).toHaveLength(1);
  watch(tracker, [], { from: 0.05, to: 0.4 });
  expect(tracker.tracks()).toEqual([]);
});

test("who walks out through the gate is gone soon, and can be asked about for ten seconds", () => {
  const tracker = createTracker(testStore());
  const inAndOut: Walk = (s) => (s < 3.2 ? entering(s) : s < 7 ? [3.34 - 1.2 * (s - 3.2), 3] : undefined);
  watch(tracker, [inAndOut], { to: 10 });
  const ended = tracker.drainEvents().find((event) => event.type === "ended");
  if (!ended) throw new TypeError("nobody left");
  expect(confirmed(tracker)).toEqual([]);
  expect(tracker.positionAt(ended.track, t0 + 3000)?.x).toBeCloseTo(3.1, 0);
  tracker.advance(ended.at + 9000);
  expect(tracker.positionAt(ended.track, t0 + 3000)).toBeDefined();
  tracker.advance(ended.at + 12_000);
  expect(tracker.positionAt(ended.track, t0 + 3000)).toBeUndefined();
});

test("who comes in where another has just gone out is somebody else", () => {
  const tracker = createTracker(testStore());
  const out: Walk = (s) => (s < 4 ? entering(s) : s < 8.4 ? [4.3 - 1.2 * (s - 4), 3] : undefined);
  const next: Walk = (s) => (s < 8.4 ? undefined : [-0.9 + 1.2 * (s - 8.4), 3]);
  watch(tracker, [out, next], { to: 8 });
  const first = confirmed(tracker)[0]?.id;
  watch(tracker, [out, next], { from: 8, to: 12 });
  expect(confirmed(tracker)).toHaveLength(1);
  expect(confirmed(tracker)[0]?.id).not.toBe(first);
});

test("a store that falls silent ends its people", () => {
  const tracker = createTracker(testStore());
  watch(tracker, [entering], { to: 5 });
  tracker.advance(t0 + 3_600_000);
  expect(confirmed(tracker)).toEqual([]);
  expect(tracker.drainEvents().map((event: TrackEvent) => event.type)).toEqual(["confirmed", "ended"]);
});

test("a tracker restored half-way goes on to the bit like one that never stopped", () => {
  const walks: readonly Walk[] = [entering, (s) => [1 + 0.7 * s, 1 + 0.4 * s], (s) => [6 - 0.9 * s, 4]];
  const whole = createTracker(testStore());
  const half = createTracker(testStore());
  watch(whole, walks, { to: 6 });
  watch(half, walks, { to: 3 });
  const snapshot = half.snapshot();
  watch(half, [], { from: 3, to: 5 });
  const resumed = createTracker(testStore());
  resumed.restore(snapshot);
  watch(resumed, walks, { from: 3, to: 6 });
  expect(resumed.snapshot()).toEqual(whole.snapshot());
  expect(resumed.tracks()).toEqual(whole.tracks());
  expect(resumed.drainEvents()).toEqual(whole.drainEvents());
});

test("frames that come in a slightly different order change a place by no more than centimetres", () => {
  const tracker = createTracker(testStore());
  const orderly = createTracker(testStore());
  const cameras = testStore().cameras;
  const frames = Array.from({ length: 80 }, (_, k) => {
    const model = cameras[k % 2];
    const seen = model && seenBy(model, -0.5 + 0.06 * k, 3);
    return { camera: k % 2, at: t0 + k * 50, seen: seen ? [seen] : [] };
  });
  const swapped = frames.map((_, k) => frames[k % 4 === 1 ? k + 1 : k % 4 === 2 ? k - 1 : k]);
  for (const frame of frames) orderly.observeDetections(frame.camera, frame.at, frame.seen);
  for (const frame of swapped) if (frame) tracker.observeDetections(frame.camera, frame.at, frame.seen);
  const [a] = confirmed(orderly);
  const [b] = confirmed(tracker);
  expect(Math.hypot((a?.x ?? 0) - (b?.x ?? 9), (a?.y ?? 0) - (b?.y ?? 9))).toBeLessThan(0.05);
});

test("in an open store, who should be seen and is not has no place at once, is gone soon, and is found again between", () => {
  const tracker = createTracker(testStore({ gates: [] }));
  const stands: Walk = () => [4, 3];
  watch(tracker, [stands], { to: 3, missed: 0 });
  const [track] = confirmed(tracker);
  const id = track?.id ?? -1;
  watch(tracker, [], { from: 3, to: 3.2 });
  expect(confirmed(tracker).map((each) => each.id)).toEqual([id]);
  expect(tracker.positionAt(id, t0 + 3150)).toBeUndefined();
  expect(tracker.positionAt(id, t0 + 2900)?.x).toBeCloseTo(4, 1);
  watch(tracker, [stands], { from: 3.2, to: 4, missed: 0 });
  expect(tracker.positionAt(id, t0 + 3150)?.x).toBeCloseTo(4, 1);
  expect(tracker.positionAt(id, t0 + 3950)?.x).toBeCloseTo(4, 1);
  watch(tracker, [], { from: 4, to: 5.5 });
  expect(confirmed(tracker)).toEqual([]);
});

test("in a closed store, one camera that misses somebody is not enough to doubt them, two are; they stay the same person", () => {
  const tracker = createTracker(testStore());
  watch(tracker, [entering], { to: 6, missed: 0 });
  const id = confirmed(tracker)[0]?.id ?? -1;
  for (let k = 0; k < 40; k++) tracker.observeDetections(0, t0 + 6000 + k * 100, []);
  expect(tracker.positionAt(id, t0 + 9900)?.x).toBeCloseTo(6, 0);
  for (let k = 40; k < 60; k++) {
    tracker.observeDetections(0, t0 + 6000 + k * 100, []);
    tracker.observeDetections(1, t0 + 6050 + k * 100, []);
  }
  expect(tracker.positionAt(id, t0 + 11_900)).toBeUndefined();
  expect(confirmed(tracker).map((track) => track.id)).toEqual([id]);
  watch(tracker, [() => [6, 3]], { from: 12, to: 13, missed: 0 });
  expect(tracker.positionAt(id, t0 + 12_900)?.x).toBeCloseTo(6, 0);
});

test("the same frame twice, or one with nonsense in it, changes nothing", () => {
  const tracker = createTracker(testStore());
  watch(tracker, [entering], { to: 3 });
  const before = tracker.snapshot();
  const last = t0 + 2950;
  tracker.observeDetections(1, last, [{ box: [0, 0, 10, 10], score: 0.9 }]);
  tracker.observeDetections(1, NaN, [{ box: [0, 0, 10, 10], score: 0.9 }]);
  expect(tracker.snapshot()).toEqual(before);
  tracker.observeDetections(1, last + 100, [{ box: [NaN, 0, 10, 10], score: 0.9, head: [NaN, 5] }]);
  expect(confirmed(tracker).every((track) => Number.isFinite(track.x + track.y))).toBe(true);
  expect(tracker.tracks()).toHaveLength(before.tracks.length);
});

test("when the store's clock is set back, people are followed again after a moment", () => {
  const tracker = createTracker(testStore());
  watch(tracker, [entering], { from: 3600, to: 3605 });
  tracker.drainEvents();
  watch(tracker, [entering], { to: 9 });
  expect(tracker.drainEvents().map((event) => event.type)).toEqual(["ended", "confirmed"]);
  expect(nearest(tracker, 6, 3)?.at).toBeLessThan(t0 + 10_000);
});

test("a pose sensor's ids may swap; people who stand still keep their numbers", () => {
  const tracker = createTracker(testStore({ cameras: [], ceilings: [{ id: "above", fps: 15 }] }));
  for (let k = 0; k < 60; k++) {
    const ids = k < 30 ? [1, 2] : [2, 1];
    tracker.observePoses(0, t0 + k * 67, [posed(0.8, 3, ids[0]), posed(1.25, 3, ids[1])]);
    if (k === 29) expect(confirmed(tracker)).toHaveLength(2);
  }
  const [a, b] = confirmed(tracker).toSorted((p, q) => p.id - q.id);
  expect(a?.x).toBeCloseTo(0.8, 1);
  expect(b?.x).toBeCloseTo(1.25, 1);
});

test("who is lost from sight is looked for near where that was, not where they were going", () => {
  const tracker = createTracker(testStore());
  const walking: Walk = (s) => [1 + 1.2 * s, 3];
  watch(tracker, [walking], { to: 2 });
  watch(tracker, [walking], { from: 2, to: 4, blind: () => true });
  const x = confirmed(tracker)[0]?.x ?? 0;
  expect(x).toBeGreaterThan(3.5);
  expect(x).toBeLessThan(4.1);
});

test("an id that a sensor has kept for long tells who is who after a moment unseen; a new or an old one does not", () => {
  const follows = (scans: number, unseen: number): boolean => {
    const tracker = createTracker(testStore({ cameras: [], ceilings: [{ id: "above", fps: 10 }] }));
    const look = (at: number, first: Pose, second: Pose) => tracker.observePoses(0, t0 + at, [first, second]);
    for (let k = -40; k < 0; k++) {
      const ids = k < -scans ? [10, 11] : [1, 2];
      look(k * 100, posed(1, 3, ids[0]), posed(1.5, 3, ids[1]));
    }
    const one = nearest(tracker, 1, 3)?.id;
    for (let k = 0; k < 10; k++) look(unseen + k * 100, posed(1.5, 3, 1), posed(1, 3, 2));
    return nearest(tracker, 1.5, 3)?.id === one;
  };
  expect(follows(1, 1000)).toBe(false);
  expect(follows(5, 1000)).toBe(true);
  expect(follows(30, 4000)).toBe(true);
});

test("a sensor that the store does not have is refused with what there is", () => {
  const tracker = createTracker(testStore());
  let thrown: unknown;
  try {
    tracker.observePoses(0, t0, []);
  } catch (error) {
    thrown = error;
  }
  expect(isAisleError(thrown)).toBe(true);
  expect(thrown).toMatchObject({ code: "fusion.sensor-unknown", message: expect.stringContaining("2 cameras") });
  expect(() => tracker.observeDetections(2, t0, [])).toThrow("no sensor");
});

test("a snapshot of another store is refused", () => {
  const snapshot = createTracker(testStore()).snapshot();
  const other = createTracker(testStore({ ceilings: [{ id: "above", fps: 15 }] }));
  expect(() => other.restore(snapshot)).toThrow("sensors");
});
