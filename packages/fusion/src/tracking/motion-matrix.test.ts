import { describe, expect, it } from "vitest";
import { createMotion, innovate, type Measurement, type Motion, predict, update } from "./motion.ts";

type Matrix = readonly (readonly number[])[];

const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));
const turned = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!));
const plus = (a: Matrix, b: Matrix, sign = 1): Matrix => a.map((row, i) => row.map((x, j) => x + sign * b[i]![j]!));
const determinant = ([[a, b], [c, d]]: readonly [readonly number[], readonly number[]]): number => a! * d! - b! * c!;
function inverse(m: Matrix): Matrix {
  const [[a, b], [c, d]] = m as [[number, number], [number, number]];
  const det = determinant([m[0]!, m[1]!]);
  return [
    [d / det, -b / det],
    [-c / det, a / det],
  ];
}

/** State as a column, covariance as a whole matrix. */
function unpacked({ state }: Motion): { readonly x: Matrix; readonly p: Matrix } {
  const p = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
  let k = 5;
  for (let i = 0; i < 5; i++) for (let j = i; j < 5; j++) p[i]![j] = p[j]![i] = state[k++]!;
  return { x: Array.from(state.slice(0, 5), (value) => [value]), p };
}

function expectSame(motion: Motion, x: Matrix, p: Matrix): void {
  const is = unpacked(motion);
  for (let i = 0; i < 5; i++) {
    expect(is.x[i]![0]).toBeCloseTo(x[i]![0]!, 10);
    for (let j = 0; j < 5; j++) expect(is.p[i]![j]).toBeCloseTo(p[i]![j]!, 10);
  }
}

/** Somebody who walks, with a covariance in which everything hangs together; not so large that a limit is met. */
function walker(): Motion {
  const root = [
    [0.5, 0, 0, 0, 0],
    [0.1, 0.4, 0, 0, 0],
    [0.3, -0.2, 0.5, 0, 0],
    [-0.1, 0.25, 0.15, 0.6, 0],
    [0.02, -0.03, 0.01, 0.04, 0.05],
  ];
  const p = times(root, turned(root));
  const motion = createMotion({ mx: 0, my: 0, gx: 0, gy: 0, rxx: 1, rxy: 0, ryy: 1 });
  motion.state.set([1.5, -2.5, 0.9, -0.7, 1.7, ...p.flatMap((row, i) => row.slice(i))]);
  return motion;
}

const seen: Measurement = { mx: 3.2, my: -3.9, gx: 0.8, gy: -0.6, rxx: 0.02, rxy: 0.007, ryy: 0.05 };
const late = 0.08;
const h: Matrix = [
  [1, 0, 0, 0, seen.gx],
  [0, 1, 0, 0, seen.gy],
];
const r: Matrix = [
  [seen.rxx, seen.rxy],
  [seen.rxy, seen.ryy],
];

/** What the measurement is off by, where the person was then, its covariance, and its squared distance. */
function expected(motion: Motion, z = seen) {
  const { x, p } = unpacked(motion);
  const was = plus(x, [[x[2]![0]! * late], [x[3]![0]! * late], [0], [0], [0]], -1);
  const off = plus([[z.mx], [z.my]], times(h, was), -1);
  const own = times(times(h, p), turned(h));
  const s = plus(own, r);
  return { x, p, off, own, s, squared: times(times(turned(off), inverse(s)), off)[0]![0]! };
}

describe("a person just seen", () => {
  it("stands where the line of sight is at the usual head's height, as unsure as that is", () => {
    const { x, p } = unpacked(createMotion(seen));
    const hh = 0.0144;
    expect(x).toEqual([[3.2 - 0.8 * 1.6], [-3.9 + 0.6 * 1.6], [0], [0], [1.6]]);
    const place = [
      [0.02 + 0.64 * hh, 0.007 - 0.48 * hh, 0, 0, -0.8 * hh],
      [0.007 - 0.48 * hh, 0.05 + 0.36 * hh, 0, 0, 0.6 * hh],
      [0, 0, 0.7, 0, 0],
      [0, 0, 0, 0.7, 0],
      [-0.8 * hh, 0.6 * hh, 0, 0, hh],
    ];
    for (const [i, row] of place.entries()) {
      for (const [j, value] of row.entries()) expect(p[i]![j]).toBeCloseTo(value, 12);
    }
    expect(createMotion(seen).surprise).toBe(1);
  });
});

describe("time that passes", () => {
  const dt = 0.3;

  /** F · P · Fᵀ + Q with the white acceleration of a constant velocity (Bar-Shalom 2001, 6.3.2) at `q` m²/s³. */
  function predicted(motion: Motion, decay: number, q: number) {
    const { x, p } = unpacked(motion);
    const keep = decay > 0 ? Math.exp(-dt / decay) : 1;
    const reach = decay > 0 ? decay * (1 - keep) : dt;
    const f: Matrix = [
      [1, 0, reach, 0, 0],
      [0, 1, 0, reach, 0],
      [0, 0, keep, 0, 0],
      [0, 0, 0, keep, 0],
      [0, 0, 0, 0, 1],
    ];
    const [place, both, speed] = [(q * dt * dt * dt) / 3, (q * dt * dt) / 2, q * dt];
    const noise: Matrix = [
      [place, 0, both, 0, 0],
      [0, place, 0, both, 0],
      [both, 0, speed, 0, 0],
      [0, both, 0, speed, 0],
      [0, 0, 0, 0, 0.0005 * dt],
    ];
    return { x: times(f, x), p: plus(times(times(f, p), turned(f)), noise) };
  }

  it("moves a person on at their speed, and makes everything less sure", () => {
    const motion = walker();
    const { x, p } = predicted(motion, 0, 0.2);
    predict(motion, dt, 0);
    expectSame(motion, x, p);
  });

  it("takes the speed of who is not seen away", () => {
    const motion = walker();
    const { x, p } = predicted(motion, 0.4, 0.2);
    predict(motion, dt, 0.4);
    expectSame(motion, x, p);
  });

  it("makes who surprised less sure, with the square of it and up to ten times, and who did not no surer", () => {
    for (const [surprise, q] of [
      [0.2, 0.2],
      [2, 0.8],
      [9, 2],
    ] as const) {
      const motion = walker();
      motion.surprise = surprise;
      const { x, p } = predicted(motion, 0, q);
      predict(motion, dt, 0);
      expectSame(motion, x, p);
    }
  });

  it("never makes a person less sure than 4 m² of place, 1.5 m²/s² of speed and 0.0144 m² of height", () => {
    const motion = walker();
    motion.state[19] = 0.0143;
    predict(motion, 20, 0);
    const { p } = unpacked(motion);
    expect([p[0]![0], p[1]![1], p[2]![2], p[3]![3], p[4]![4]]).toEqual([4, 4, 1.5, 1.5, 0.0144]);
    // Row and column shrink alike, so no correlation changes.
    const other = walker();
    const { p: free } = predicted(other, 0, 0.2);
    const cases = [
      [5, 4],
      [10, 4],
      [14, 1.5],
      [17, 1.5],
    ] as const;
    for (const [row, [at, limit]] of cases.entries()) {
      const it = walker();
      const add = limit * 2 - free[row]![row]!;
      it.state[at] = it.state[at]! + add;
      const { p: loose } = predicted(it, 0, 0.2);
      predict(it, dt, 0);
      const tight = unpacked(it).p;
      const scale = Math.sqrt(limit / loose[row]![row]!);
      for (let i = 0; i < 5; i++) if (i !== row) expect(tight[row]![i]).toBeCloseTo(loose[row]![i]! * scale, 10);
    }
  });
});

describe("a measurement", () => {
  it("is as likely as a Student t with four degrees of freedom around what is expected says", () => {
    const motion = walker();
    const { s, squared } = expected(motion);
    const out = { logDensity: 0, squared: 0 };
    innovate(motion, seen, late, 1e9, out);
    expect(out.squared).toBeCloseTo(squared, 10);
    const density =
      -Math.log(2 * Math.PI) - 0.5 * Math.log(determinant([s[0]!, s[1]!])) - 3 * Math.log(1 + squared / 4);
    expect(out.logDensity).toBeCloseTo(density, 10);
  });

  it("is not looked at where it is surely beyond the gate", () => {
    const motion = walker();
    const { off, s } = expected(motion);
    const [[dx], [dy]] = off as [[number], [number]];
    const gate = (dx * dx + dy * dy) / (s[0]![0]! + s[1]![1]!);
    const out = { logDensity: 7, squared: 0 };
    innovate(motion, seen, late, gate * 0.999, out);
    expect(out).toEqual({ logDensity: 7, squared: Infinity });
    innovate(motion, seen, late, gate * 1.001, out);
    expect(out.squared).toBeLessThan(Infinity);
  });

  it("is taken in as Kalman's formulas say", () => {
    const near = { ...seen, mx: 2.95, my: -3.5 };
    const motion = walker();
    const { x, p, off, s, squared } = expected(motion, near);
    expect(squared).toBeLessThan(2);
    const gain = times(times(p, turned(h)), inverse(s));
    update(motion, near, late);
    expectSame(motion, plus(x, times(gain, off)), plus(p, times(times(gain, h), p), -1));
    expect(motion.surprise).toBeCloseTo(0.85 + 0.15 * (squared / 2), 10);
  });

  it("counts as less sure the farther it is off", () => {
    const motion = walker();
    const { x, p, off, own, squared } = expected(motion, { ...seen, mx: 5, my: -7 });
    expect(squared).toBeGreaterThan(4);
    const inflate = (4 + squared) / 6;
    const s = plus(
      own,
      r.map((row) => row.map((value) => value * inflate)),
    );
    const gain = times(times(p, turned(h)), inverse(s));
    update(motion, { ...seen, mx: 5, my: -7 }, late);
    expectSame(motion, plus(x, times(gain, off)), plus(p, times(times(gain, h), p), -1));
  });

  it("surprises ten times at most", () => {
    const motion = walker();
    motion.surprise = 3;
    update(motion, { ...seen, mx: 90 }, late);
    expect(motion.surprise).toBeCloseTo(0.85 * 3 + 0.15 * 10, 10);
  });
});
