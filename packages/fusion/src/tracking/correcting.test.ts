import { expect, test } from "vitest";
import { cameraView } from "./camera-view.ts";
import { correctSensors, correctViews } from "./correcting.ts";
import { clockTerm, terms } from "./sensor-errors.ts";
import { createSensor, type SensorState } from "./sensor-state.ts";
import { testStore } from "./walkers.fixture.ts";

const models = testStore().cameras.map(cameraView);

/** Two cameras; the first is believed to be turned, and its clock to be 100 ms ahead of the second's. */
function sensors(off: number, lessons = 50): readonly SensorState[] {
  const both = [createSensor(), createSensor()];
  for (const [k, { errors }] of both.entries()) {
    errors.off = off;
    errors.lessons = lessons;
    errors.mean[0] = k === 0 ? 0.02 : 0;
    errors.mean[clockTerm] = k === 0 ? 0.1 : 0;
    errors.covariance[clockTerm * (terms + 1)] = 0.0001;
  }
  return both;
}
const applied = (off: number, lessons?: number): readonly number[] => {
  const all = sensors(off, lessons);
  correctSensors(all, models, 0);
  return [...(all[0]?.errors.applied ?? [])];
};

test("of what was learned of how a camera hangs, as much is used as is more than noise", () => {
  expect(applied(5)[0]).toBeCloseTo(0.02 * 0.9, 12);
  expect(applied(1)[0]).toBeCloseTo(0.02 * 0.5, 12);
  expect(applied(0.5)[0]).toBe(0);
  expect(applied(0)[0]).toBe(0);
});

test("a clock is corrected by what is more than two deviations, less what may be noise", () => {
  // Levelled, the two are ±50 ms; the deviation is 10 ms.
  expect(applied(0)[clockTerm]).toBeCloseTo(0.05 - 0.0004 / 0.05, 12);
  const unsure = sensors(0);
  for (const { errors } of unsure) errors.covariance[clockTerm * (terms + 1)] = 0.000626;
  correctSensors(unsure, models, 0);
  expect(unsure.map(({ errors }) => errors.applied[clockTerm])).toEqual([0, 0]);
});

test("a sensor of which too little was learned is left alone", () => {
  expect(applied(5, 49)).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test("after a long silence an hour is forgotten, not all", () => {
  const all = sensors(5);
  correctSensors(all, models, 1e9);
  expect(all[0]?.errors.mean[0]).toBeCloseTo(0.02 / Math.E, 12);
});

test("cameras of which nothing was learned stay the very ones of the model, whatever their clocks", () => {
  const all = sensors(0);
  correctSensors(all, models, 0);
  const views = [...models];
  correctViews(views, models, all);
  expect(views[0]).toBe(models[0]);
  const off = sensors(5);
  correctSensors(off, models, 0);
  correctViews(views, models, off);
  expect(views[0]).not.toBe(models[0]);
  expect(views[0]?.rays).not.toEqual(models[0]?.rays);
  expect(views[1]).toBe(models[1]);
});
