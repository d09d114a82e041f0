import { expect, it } from "vitest";
import { createMotion, type Motion } from "./motion.ts";
import { learnStature, statureWorth } from "./stature.ts";

function personOf(height: number, variance: number): Motion {
  const motion = createMotion({ mx: 1, my: 2, gx: 0, gy: 0, rxx: 0.01, rxy: 0, ryy: 0.01 });
  motion.state[4] = height;
  motion.state[19] = variance;
  return motion;
}

it("a head at a person's own height speaks for them, one far off against them, and never more than stooping allows", () => {
  const person = personOf(1.7, 0.0004);
  // Density of a normal deviate of 0.0029 m² at its middle, 5 % of stoopers, against three a metre.
  expect(statureWorth(person, 1.7)).toBeCloseTo(Math.log((0.95 / Math.sqrt(2 * Math.PI * 0.0029) + 0.05) / 3), 10);
  expect(statureWorth(person, 1.8)).toBeLessThan(statureWorth(person, 1.75));
  expect(statureWorth(person, 1.6)).toBeCloseTo(statureWorth(person, 1.8), 10);
  expect(statureWorth(person, 1.0)).toBeCloseTo(Math.log(0.05 / 3), 6);
});

it("a measured head moves the height by its share of the variances, and makes it surer", () => {
  const person = personOf(1.6, 0.0025);
  learnStature(person, 1.65);
  expect(person.state[4]).toBeCloseTo(1.625, 10);
  expect(person.state[19]).toBeCloseTo(0.00125, 10);
  expect([person.state[0], person.state[1]]).toEqual([1, 2]);
});

it("an outlier weighs less than its share", () => {
  const person = personOf(1.6, 0.0025);
  learnStature(person, 1.1);
  // Squared distance 50: the measurement's variance counts (4 + 50) / 5 times.
  expect(person.state[4]).toBeCloseTo(1.6 - (0.5 * 0.0025) / (0.0025 + 0.0025 * 10.8), 10);
});

it("what is no standing head tells nothing", () => {
  for (const z of [0, 0.79, 2.31, NaN]) {
    const person = personOf(1.6, 0.0025);
    learnStature(person, z);
    expect([statureWorth(person, z), person.state[4], person.state[19]]).toEqual([0, 1.6, 0.0025]);
  }
  for (const z of [0.8, 2.3]) expect(statureWorth(personOf(1.6, 0.0025), z)).toBeLessThan(-4);
});

it("what hangs together with the height moves with it, and all get surer", () => {
  const person = personOf(1.6, 0.0025);
  const s = person.state;
  for (const [k, value] of [0.001, -0.0005, 0.0004, -0.0003].entries()) s[[9, 13, 16, 18][k]!] = value;
  const before = Float64Array.from(s);
  learnStature(person, 1.65);
  const half = 0.5;
  const moved = [0, 1, 2, 3].map((k) => s[k]! - before[k]!);
  for (const [k, value] of [0.01, -0.005, 0.004, -0.003].entries()) expect(moved[k]).toBeCloseTo(value, 10);
  for (const k of [9, 13, 16, 18, 19]) expect(s[k]).toBeCloseTo(before[k]! * half, 10);
  // Each covariance falls by the product of the two with the height, over the sum of variances.
  const withHeight = [9, 13, 16, 18].map((k) => before[k]!);
  const rows = [
    [5, 0, 0],
    [6, 0, 1],
    [7, 0, 2],
    [8, 0, 3],
    [10, 1, 1],
    [11, 1, 2],
    [12, 1, 3],
    [14, 2, 2],
    [15, 2, 3],
    [17, 3, 3],
  ] as const;
  for (const [k, i, j] of rows) expect(before[k]! - s[k]!).toBeCloseTo((withHeight[i]! * withHeight[j]!) / 0.005, 10);
});
