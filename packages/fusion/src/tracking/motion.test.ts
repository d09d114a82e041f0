import fc from "fast-check";
import { expect, test } from "vitest";
import { createMotion, innovate, type Measurement, type Motion, predict, update } from "./motion.ts";

const place = (mx: number, my: number, variance = 0.01): Measurement => ({
  mx,
  my,
  gx: 0,
  gy: 0,
  rxx: variance,
  rxy: 0,
  ryy: variance,
});

function squaredOf(motion: Motion, z: Measurement): number {
  const out = { logDensity: 0, squared: 0 };
  innovate(motion, z, 0, out);
  return out.squared;
}

test("a covariance stays symmetric and positive whatever happens", () => {
  const step = fc.record({
    dt: fc.double({ min: 0, max: 5, noNaN: true }),
    x: fc.double({ min: -5, max: 5, noNaN: true }),
    y: fc.double({ min: -5, max: 5, noNaN: true }),
    slope: fc.double({ min: -3, max: 3, noNaN: true }),
    variance: fc.double({ min: 0.002, max: 2, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const motion = createMotion(0, 0, 0.1, 0, 0.1);
      for (const { dt, x, y, slope, variance } of steps) {
        predict(motion, dt, 0);
        update(motion, { ...place(x, y, variance), gx: slope, gy: -slope }, 0);
      }
      for (let i = 0; i < 5; i++) {
        expect(motion.cov[6 * i]).toBeGreaterThan(0);
        for (let j = 0; j < i; j++) {
          const shared = motion.cov[5 * i + j] ?? NaN;
          expect(shared).toBeCloseTo(motion.cov[5 * j + i] ?? NaN, 12);
          expect(shared * shared).toBeLessThanOrEqual((motion.cov[6 * i] ?? 0) * (motion.cov[6 * j] ?? 0) * 1.000001);
        }
      }
    }),
  );
});

test("somebody who walks on is found where the speed says", () => {
  const motion = createMotion(0, 0, 0.01, 0, 0.01);
  for (let k = 1; k <= 20; k++) {
    predict(motion, 0.1, 0);
    update(motion, place(0.12 * k, 0), 0);
  }
  expect(motion.mean[2]).toBeCloseTo(1.2, 1);
  predict(motion, 0.5, 0);
  expect(motion.mean[0]).toBeCloseTo(3, 1);
});

test("no time back: a negative step changes nothing", () => {
  const motion = createMotion(1, 2, 0.01, 0, 0.01);
  const before = structuredClone(motion);
  predict(motion, -1, 0);
  expect(motion).toEqual(before);
});

test("a measurement from a moment ago is compared with where the person was then", () => {
  const motion = createMotion(1, 0, 0.01, 0, 0.01);
  motion.mean[2] = 2;
  const out = { logDensity: 0, squared: 0 };
  innovate(motion, place(0.8, 0), 0.1, out);
  expect(out.squared).toBeCloseTo(0);
});

test("an outlier moves a person less than its distance asks", () => {
  const near = createMotion(0, 0, 0.01, 0, 0.01);
  const far = createMotion(0, 0, 0.01, 0, 0.01);
  update(near, place(0.1, 0), 0);
  update(far, place(2, 0), 0);
  expect((far.mean[0] ?? 0) / 2).toBeLessThan((near.mean[0] ?? 0) / 0.1);
});

test("lines of sight from two sides tell a head's height", () => {
  const motion = createMotion(0, 0, 0.5, 0, 0.5);
  const height = 1.75;
  for (let k = 0; k < 20; k++) {
    update(motion, { ...place(height, 0, 0.004), gx: 1 }, 0);
    update(motion, { ...place(-height, 0, 0.004), gx: -1 }, 0);
  }
  expect(motion.mean[4]).toBeCloseTo(height, 1);
  expect(motion.mean[0]).toBeCloseTo(0, 2);
});

test("what does not fit has a larger squared distance", () => {
  const motion = createMotion(0, 0, 0.01, 0, 0.01);
  expect(squaredOf(motion, place(0.1, 0))).toBeLessThan(squaredOf(motion, place(0.5, 0)));
});
