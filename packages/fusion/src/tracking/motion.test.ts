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
  innovate(motion, z, 0, Infinity, out);
  return out.squared;
}

/** Covariance of two of x, y, vx, vy and h. */
function shared({ state }: Motion, i: number, j: number): number {
  const [row, column] = i < j ? [i, j] : [j, i];
  return state[5 + row * 5 - (row * (row - 1)) / 2 + column - row] ?? NaN;
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
      const motion = createMotion(place(0, 0, 0.1));
      for (const { dt, x, y, slope, variance } of steps) {
        predict(motion, dt, 0);
        update(motion, { ...place(x, y, variance), gx: slope, gy: -slope }, 0);
      }
      for (let i = 0; i < 5; i++) {
        expect(shared(motion, i, i)).toBeGreaterThan(0);
        for (let j = 0; j < i; j++) {
          const both = shared(motion, i, j);
          expect(both * both).toBeLessThanOrEqual(shared(motion, i, i) * shared(motion, j, j) * 1.000001);
        }
      }
    }),
  );
});

test("somebody who walks on is found where the speed says", () => {
  const motion = createMotion(place(0, 0));
  for (let k = 1; k <= 20; k++) {
    predict(motion, 0.1, 0);
    update(motion, place(0.12 * k, 0), 0);
  }
  expect(motion.state[2]).toBeCloseTo(1.2, 1);
  predict(motion, 0.5, 0);
  expect(motion.state[0]).toBeCloseTo(3, 1);
});

test("no time back: a negative step changes nothing", () => {
  const motion = createMotion(place(1, 2));
  const before = structuredClone(motion);
  predict(motion, -1, 0);
  expect(motion).toEqual(before);
});

test("a measurement from a moment ago is compared with where the person was then", () => {
  const motion = createMotion(place(1, 0));
  motion.state[2] = 2;
  const out = { logDensity: 0, squared: 0 };
  innovate(motion, place(0.8, 0), 0.1, Infinity, out);
  expect(out.squared).toBeCloseTo(0);
});

test("an outlier moves a person less than its distance asks", () => {
  const near = createMotion(place(0, 0));
  const far = createMotion(place(0, 0));
  update(near, place(0.1, 0), 0);
  update(far, place(2, 0), 0);
  expect((far.state[0] ?? 0) / 2).toBeLessThan((near.state[0] ?? 0) / 0.1);
});

test("lines of sight from two sides tell a head's height", () => {
  const motion = createMotion(place(0, 0, 0.5));
  const height = 1.75;
  for (let k = 0; k < 20; k++) {
    update(motion, { ...place(height, 0, 0.004), gx: 1 }, 0);
    update(motion, { ...place(-height, 0, 0.004), gx: -1 }, 0);
  }
  expect(motion.state[4]).toBeCloseTo(height, 1);
  expect(motion.state[0]).toBeCloseTo(0, 2);
});

test("what does not fit has a larger squared distance", () => {
  const motion = createMotion(place(0, 0));
  expect(squaredOf(motion, place(0.1, 0))).toBeLessThan(squaredOf(motion, place(0.5, 0)));
});
