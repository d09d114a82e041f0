import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apartness } from "./alike.ts";
import { createMotion, type Motion, predict, update } from "./motion.ts";

const point = (mx: number, my: number, rxx = 0.01, rxy = 0, ryy = 0.01) => ({ mx, my, gx: 0, gy: 0, rxx, rxy, ryy });

function still(x: number, y: number, vx = 0, vy = 0): Motion {
  const motion = createMotion(point(x, y));
  motion.state[2] = vx;
  motion.state[3] = vy;
  return motion;
}

describe("how well two can be told apart", () => {
  it("is their squared distance in their joint spread, of places and of velocities", () => {
    expect(apartness(still(1, 2), still(1, 2))).toBe(0);
    expect(apartness(still(1, 2), still(1.3, 2))).toBeCloseTo(0.09 / 0.02, 10);
    expect(apartness(still(1, 2), still(1, 2.3))).toBeCloseTo(0.09 / 0.02, 10);
    expect(apartness(still(1, 2, 1), still(1, 2))).toBeCloseTo(1 / 1.4, 10);
    expect(apartness(still(1, 2, 0, 1), still(1, 2.3))).toBeCloseTo(1 / 1.4 + 0.09 / 0.02, 10);
  });

  it("counts what is shared between place and velocity as the inverse of the covariance does", () => {
    const one = still(0, 0);
    const other = still(0.1, 0.2, 0.3, -0.4);
    const shared = [0.02, 0.004, 0.006, 0.001, 0, 0.03, 0.002, 0.005, 0, 0.4, 0.05, 0, 0.5, 0, 0.01];
    for (const { state } of [one, other]) state.set(shared, 5);
    // Solved by hand with rows of twice these; d' C^-1 d.
    const rows = [
      [0.04, 0.008, 0.012, 0.002],
      [0.008, 0.06, 0.004, 0.01],
      [0.012, 0.004, 0.8, 0.1],
      [0.002, 0.01, 0.1, 1],
    ];
    expect(apartness(one, other)).toBeCloseTo(quadratic(rows, [0.1, 0.2, 0.3, -0.4]), 10);
  });

  it("is the same both ways, and never negative, whatever was seen of them", () => {
    const walk = fc.array(
      fc.record({
        x: fc.double({ min: -2, max: 2, noNaN: true }),
        y: fc.double({ min: -2, max: 2, noNaN: true }),
        dt: fc.double({ min: 0.01, max: 1, noNaN: true }),
        tilt: fc.double({ min: -0.009, max: 0.009, noNaN: true }),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(walk, walk, (a, b) => {
        const [one, other] = [a, b].map((seen) => {
          const motion = still(0, 0);
          for (const { x, y, dt, tilt } of seen) {
            predict(motion, dt, 0);
            update(motion, point(x, y, 0.01, tilt, 0.01), 0);
          }
          return motion;
        });
        const squared = apartness(one!, other!);
        expect(squared).toBeGreaterThanOrEqual(0);
        expect(apartness(other!, one!)).toBe(squared);
      }),
    );
  });

  it("is finite even of two whose place is known without any doubt", () => {
    const sure = still(0, 0);
    sure.state.fill(0, 5);
    expect(apartness(sure, { ...sure, state: Float64Array.from(sure.state, (v, k) => (k === 0 ? 1 : v)) })).toBeCloseTo(
      1e9,
      0,
    );
  });
});

/** d' C^-1 d, by elimination. */
function quadratic(rows: readonly (readonly number[])[], off: readonly number[]): number {
  const table = rows.map((row, k) => [...row, off[k]!]);
  for (const [i, pivot] of table.entries()) {
    for (const row of table.slice(i + 1)) {
      const factor = row[i]! / pivot[i]!;
      for (let k = i; k < row.length; k++) row[k] = row[k]! - factor * pivot[k]!;
    }
  }
  const found = off.map(() => 0);
  for (let i = off.length - 1; i >= 0; i--) {
    let rest = table[i]![off.length]!;
    for (let k = i + 1; k < off.length; k++) rest -= table[i]![k]! * found[k]!;
    found[i] = rest / table[i]![i]!;
  }
  return off.reduce((sum, value, k) => sum + value * found[k]!, 0);
}
