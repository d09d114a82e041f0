import type { Detection } from "@aisle/sdk";
import type { CameraModel } from "@aisle/sdk/store";
import { expect, test } from "vitest";
import { cameraView } from "./camera-view.ts";
import { correctedView } from "./corrected-view.ts";
import { clockTerm } from "./sensor-errors.ts";
import { createTracker, type Tracker } from "./tracker.ts";
import { lookingAt, noise, posed, seenBy, testStore } from "./walkers.fixture.ts";

const t0 = 1_700_000_000_000;
const models = [
  lookingAt("a", [-0.5, -0.5, 3], [4, 3, 0.8]),
  lookingAt("b", [8.5, 6.5, 3], [4, 3, 0.8]),
  lookingAt("c", [8.5, -0.5, 3], [4, 3, 0.8]),
  lookingAt("d", [-0.5, 6.5, 3], [4, 3, 0.8]),
];
const store = testStore({ cameras: models });

/** A camera that hangs otherwise than its model says: turned by so many degrees about the upright axis. */
function turned(model: CameraModel, degrees: number): CameraModel {
  const { K } = model;
  const view = correctedView(cameraView(model), Float64Array.of(0, 0, (degrees * Math.PI) / 180, 0, 0, 0, 0));
  // K · R out of the projection, with square pixels and no skew.
  const p = (row: number, column: number): number => view.pixels[4 * row + column] ?? NaN;
  const R = [0, 1, 2].map((column) => {
    const z = p(2, column);
    return [(p(0, column) - K[0][2] * z) / K[0][0], (p(1, column) - K[1][2] * z) / K[1][1], z] as const;
  });
  const row = (k: 0 | 1 | 2) => [R[0]?.[k] ?? NaN, R[1]?.[k] ?? NaN, R[2]?.[k] ?? NaN] as const;
  const shift = (k: 0 | 1 | 2): number => {
    const [x, y, z] = row(k);
    return -(x * view.cx + y * view.cy + z * view.cz);
  };
  return { ...model, R: [row(0), row(1), row(2)], t: [shift(0), shift(1), shift(2)] };
}

interface Faults {
  readonly seconds: number;
  /** By camera: ms that its clock is ahead, and how it really hangs. */
  readonly clocks?: readonly number[];
  readonly hang?: readonly CameraModel[];
  /** Whom the second camera takes for whom. */
  readonly swaps?: boolean;
  readonly from?: number;
}

/** Three people walk about on loops of their own; each camera looks ten times a second, with 3 cm of scatter. */
function walkAbout(tracker: Tracker, { seconds, clocks = [], hang = models, swaps = false, from = 0 }: Faults): void {
  for (let k = Math.round(from * 40); k < seconds * 40; k++) {
    const camera = k % 4;
    const model = hang[camera];
    if (!model) continue;
    const s = k / 40;
    const random = noise(k * 7919 + 13);
    const seen = [0, 1, 2].flatMap((who): Detection[] => {
      const x = 4 + 2.6 * Math.sin(0.41 * s + 2.1 * who) + 0.06 * (random() - 0.5);
      const y = 3 + 1.8 * Math.sin(0.53 * s + 1.3 * who + 0.5) + 0.06 * (random() - 0.5);
      const one = seenBy(model, x, y);
      return one ? [{ ...one, id: swaps && camera === 1 ? Math.floor(3 * random()) : who }] : [];
    });
    tracker.observeDetections(camera, t0 + k * 25 + (clocks[camera] ?? 0), seen);
  }
}

const learned = (tracker: Tracker) => tracker.snapshot().sensors.map(({ errors }) => errors);
const ahead = (tracker: Tracker) => learned(tracker).map(({ applied }) => 1000 * (applied[clockTerm] ?? NaN));

test("the clocks of cameras are learned within a tenth, against the mean of all", () => {
  const tracker = createTracker(store);
  walkAbout(tracker, { seconds: 90, clocks: [120, -120, 80, -80] });
  const found = ahead(tracker);
  for (const [k, clock] of [120, -120, 80, -80].entries())
    expect(Math.abs((found[k] ?? 0) - clock)).toBeLessThan(Math.abs(clock) / 10);
  expect(Math.abs(found.reduce((sum, clock) => sum + clock, 0))).toBeLessThan(2);
});

test("what all clocks have in common nobody can know, and it is left alone", () => {
  const tracker = createTracker(store);
  walkAbout(tracker, { seconds: 60, clocks: [100, 100, 100, 100] });
  expect(ahead(tracker)).toEqual([0, 0, 0, 0]);
});

test("where cameras are right, nothing is corrected", () => {
  const tracker = createTracker(store);
  walkAbout(tracker, { seconds: 60 });
  for (const { applied, lessons } of learned(tracker)) {
    expect(lessons).toBeGreaterThan(200);
    expect([...applied]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  }
});

test("a camera that hangs turned is learned to, and people are where they are", () => {
  const wrong = models.map((model, k) => (k === 2 ? turned(model, 2.5) : model));
  const tracker = createTracker(store);
  walkAbout(tracker, { seconds: 90, hang: wrong });
  const [, , errors] = learned(tracker);
  expect(((errors?.applied[2] ?? 0) * 180) / Math.PI).toBeGreaterThan(1.7);
  expect(((errors?.applied[2] ?? 0) * 180) / Math.PI).toBeLessThan(2.7);
  const at = 89.9;
  for (const track of tracker.tracks().filter(({ confirmed }) => confirmed)) {
    const off = [0, 1, 2].map((who) =>
      Math.hypot(
        track.x - 4 - 2.6 * Math.sin(0.41 * at + 2.1 * who),
        track.y - 3 - 1.8 * Math.sin(0.53 * at + 1.3 * who + 0.5),
      ),
    );
    expect(Math.min(...off)).toBeLessThan(0.15);
  }
});

test("a camera that mixes up its ids is none the worse for it", () => {
  const tracker = createTracker(store);
  walkAbout(tracker, { seconds: 90, clocks: [100, -100, 0, 0], swaps: true });
  const found = ahead(tracker);
  expect(Math.abs((found[0] ?? 0) - 100)).toBeLessThan(12);
  expect(Math.abs((found[1] ?? 0) + 100)).toBeLessThan(12);
});

test("a clock that is off by more than can be is corrected by 300 ms at most", () => {
  const tracker = createTracker(store);
  walkAbout(tracker, { seconds: 60, clocks: [280, -280, 280, -280] });
  for (const clock of ahead(tracker)) expect(Math.abs(clock)).toBeLessThanOrEqual(300);
});

test("nobody learns from who stands still, or whom one camera alone sees", () => {
  const still = createTracker(store);
  for (let k = 0; k < 400; k++) {
    const model = models[k % 4];
    const seen = model && seenBy(model, 4, 3);
    still.observeDetections(k % 4, t0 + k * 25, seen ? [seen] : []);
  }
  expect(learned(still).map(({ lessons }) => lessons)).toEqual([0, 0, 0, 0]);
  const alone = createTracker(store);
  for (let k = 0; k < 400; k++) {
    const model = models[0];
    const seen = model && seenBy(model, 4 + 2 * Math.sin(k / 20), 3);
    alone.observeDetections(0, t0 + k * 100, seen ? [seen] : []);
  }
  expect(learned(alone).map(({ lessons }) => lessons)).toEqual([0, 0, 0, 0]);
});

test("the clocks of two pose sensors are learned against each other, and nothing else of them", () => {
  const above = testStore({
    cameras: [],
    ceilings: [
      { id: "one", fps: 20 },
      { id: "two", fps: 20 },
    ],
  });
  const tracker = createTracker(above);
  for (let k = 0; k < 3600; k++) {
    const s = k / 40;
    const random = noise(k * 31 + 5);
    const x = 4 + 2.6 * Math.sin(0.41 * s) + 0.06 * (random() - 0.5);
    const y = 3 + 1.8 * Math.sin(0.53 * s) + 0.06 * (random() - 0.5);
    tracker.observePoses(k % 2, t0 + k * 25 + (k % 2 === 0 ? 90 : -90), [posed(x, y)]);
  }
  const [one, two] = learned(tracker);
  expect(1000 * (one?.applied[clockTerm] ?? 0)).toBeGreaterThan(80);
  expect(1000 * (two?.applied[clockTerm] ?? 0)).toBeLessThan(-80);
  expect([...(one?.mean ?? [])].slice(0, clockTerm)).toEqual([0, 0, 0, 0, 0, 0]);
});

test("a tracker restored half-way, with cameras corrected, goes on to the bit like one that never stopped", () => {
  const faults = {
    clocks: [120, -120, 80, -80],
    hang: models.map((model, k) => (k === 2 ? turned(model, 2.5) : model)),
  };
  const whole = createTracker(store);
  walkAbout(whole, { ...faults, seconds: 50 });
  const snapshot = whole.snapshot();
  const resumed = createTracker(store);
  resumed.restore(snapshot);
  walkAbout(whole, { ...faults, seconds: 55, from: 50 });
  walkAbout(resumed, { ...faults, seconds: 55, from: 50 });
  expect(ahead(whole).some((clock) => clock !== 0)).toBe(true);
  expect(resumed.snapshot()).toEqual(whole.snapshot());
});
