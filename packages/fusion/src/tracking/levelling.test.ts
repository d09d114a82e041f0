import { expect, test } from "vitest";
import { type CameraView, cameraView } from "./camera-view.ts";
import { levelClocks, levelShifts } from "./levelling.ts";
import { clockTerm } from "./sensor-errors.ts";
import { createSensor } from "./sensor-state.ts";
import { lookingAt } from "./walkers.fixture.ts";

const places = [
  [0, 0],
  [8, 0],
  [8, 6],
  [1, 5],
] as const;
const views: readonly CameraView[] = places.map(([x, y], k) => cameraView(lookingAt(`c${k}`, [x, y, 3], [4, 3, 0])));

/** Sensors of which enough is known. */
const sensors = (count: number = places.length) =>
  Array.from({ length: count }, () => {
    const sensor = createSensor();
    sensor.errors.lessons = 50;
    return sensor;
  });

test("the mean of the clocks of all sensors that are known becomes nothing", () => {
  const all = sensors(3);
  const [a, b, c] = all;
  if (!a || !b || !c) throw new TypeError("three sensors");
  a.errors.mean[clockTerm] = 0.1;
  b.errors.mean[clockTerm] = 0.02;
  c.errors.mean[clockTerm] = 0.5;
  c.errors.lessons = 49;
  levelClocks(all);
  expect(a.errors.mean[clockTerm]).toBeCloseTo(0.04, 12);
  expect(b.errors.mean[clockTerm]).toBeCloseTo(-0.04, 12);
  expect(c.errors.mean[clockTerm]).toBe(0.5);
});

test("cameras that all move, turn about their middle and draw apart have not moved", () => {
  const all = sensors();
  for (const [k, [x, y]] of places.entries()) {
    all[k]?.errors.mean.set([0.01, 0.02, 0.005, 0.07 + 0.01 * x - 0.005 * y, -0.03 + 0.01 * y + 0.005 * x, 0.04], 0);
  }
  levelShifts(all, views);
  for (const { errors } of all) {
    const [tiltX, tiltY, turn, x, y, z] = errors.mean;
    for (const gone of [turn, x, y]) expect(gone).toBeCloseTo(0, 12);
    expect([tiltX, tiltY, z]).toEqual([0.01, 0.02, 0.04]);
  }
});

test("one camera of many that hangs elsewhere keeps most of its shift", () => {
  const many = Array.from({ length: 16 }, (_, k) =>
    cameraView(lookingAt(`c${k}`, [2 * (k % 4), 2 * Math.floor(k / 4), 3], [4, 3, 0])),
  );
  const all = sensors(16);
  all[5]?.errors.mean.set([0.1], 3);
  levelShifts(all, many);
  expect(all[5]?.errors.mean[3]).toBeGreaterThan(0.08);
  expect(Math.abs(all.reduce((sum, { errors }) => sum + (errors.mean[3] ?? 0), 0))).toBeLessThan(1e-9);
});

test("a camera of which little is known neither moves nor counts, and a lone one stays", () => {
  const all = sensors();
  for (const [k, sensor] of all.entries()) {
    sensor.errors.mean[3] = 0.1;
    if (k > 0) sensor.errors.lessons = 49;
  }
  levelShifts(all, views);
  expect(all.map(({ errors }) => errors.mean[3])).toEqual([0, 0.1, 0.1, 0.1]);
  for (const { errors } of all) errors.lessons = 0;
  levelShifts(all, views);
  expect(all.map(({ errors }) => errors.mean[3])).toEqual([0, 0.1, 0.1, 0.1]);
});
