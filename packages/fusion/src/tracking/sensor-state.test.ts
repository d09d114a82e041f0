import { expect, test } from "vitest";
import { createSensor, expectsHeads, learnHeads, learnRate } from "./sensor-state.ts";
import { putTrack, stateAt, t0 } from "./tracks.fixture.ts";

test("a camera is expected to show heads where more than a fifth of its people, or at first of the store's, had one", () => {
  const sensor = createSensor();
  expect([expectsHeads(sensor, 0.21), expectsHeads(sensor, 0.2)]).toEqual([true, false]);
  for (let n = 0; n < 99; n++) learnHeads(sensor, true);
  expect([sensor.people, expectsHeads(sensor, 0)]).toEqual([99, false]);
  learnHeads(sensor, true);
  expect([sensor.people, expectsHeads(sensor, 0)]).toEqual([100, true]);
  for (let n = 0; n < 300; n++) learnHeads(sensor, false);
  expect([sensor.people, expectsHeads(sensor, 1)]).toEqual([100, false]);
});

test("of its first people each counts a twentieth, later a hundredth", () => {
  const sensor = createSensor();
  learnHeads(sensor, true);
  expect(sensor.heads).toBeCloseTo(1 / 20, 12);
  Object.assign(sensor, { people: 300, heads: 0.5 });
  learnHeads(sensor, true);
  expect(sensor.heads).toBeCloseTo(0.505, 12);
});

test("how often a sensor sees people is learned a fiftieth at a time, between 2 and 95 in a hundred", () => {
  const sensor = createSensor();
  const track = putTrack(stateAt(), 1, 1, { confirmed: true, odds: 4 });
  learnRate(sensor, track, 3, false, t0);
  expect([...sensor.rates]).toEqual([0.02, 0.25, 0.6, 0.85 - 0.02 * 0.85, 0.5, 0.25]);
  for (let n = 0; n < 500; n++) learnRate(sensor, track, 2, true, t0);
  expect(sensor.rates[2]).toBe(0.95);
  for (let n = 0; n < 500; n++) learnRate(sensor, track, 2, false, t0);
  expect(sensor.rates[2]).toBe(0.02);
});

test("it is learned from those who are surely there, and in its view", () => {
  const learned = (changes: object, sight = 3, at = t0): boolean => {
    const sensor = createSensor();
    learnRate(sensor, putTrack(stateAt(), 1, 1, { confirmed: true, odds: 4, ...changes }), sight, true, at);
    return sensor.rates.some((rate, k) => rate !== createSensor().rates[k]);
  };
  expect([learned({}), learned({ confirmed: false }), learned({ odds: 3.99 }), learned({}, -1)]).toEqual([
    ...[true, false, false, false],
  ]);
  expect([learned({}, 3, t0 + 1000), learned({}, 3, t0 + 1001)]).toEqual([true, false]);
});
