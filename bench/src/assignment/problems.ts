import { type Draws, drawsOf } from "../report/index.ts";

/** Tracks to be paired with what a camera saw: `gain` is rows × columns, 0 where a pair is impossible. */
export interface Problem {
  readonly rows: number;
  readonly columns: number;
  readonly gain: Float64Array;
  /** The same as costs, row by row, for those who look for the least. */
  readonly costs: readonly (readonly number[])[];
}

/** Square metres of floor for each person: an ordinary store, and everybody at one bay. */
export const room = { store: 6, rush: 0.8 } as const;
/** Metres beyond which nobody is paired, and how far a measurement is off. */
const farthest = 2.5;
const noise = 0.15;
/** What a pair that fits perfectly gains, natural log. */
const best = 6;

/** `count` problems of `size` people who were all seen, some way off where they are; equal seeds give equal problems. */
export function problemsOf(size: number, perPerson: number, count: number, seed: number): readonly Problem[] {
  const draws = drawsOf(seed);
  return Array.from({ length: count }, () => problem(size, perPerson, draws));
}

function problem(size: number, perPerson: number, { even, normal }: Draws): Problem {
  const side = Math.sqrt(size * perPerson);
  const people = Array.from({ length: size }, () => [side * even(), side * even()] as const);
  const seen = people.map(([x, y]) => [x + noise * normal(), y + noise * normal()] as const);
  const gain = new Float64Array(size * size);
  for (const [i, [x, y]] of people.entries()) {
    for (const [j, [sx, sy]] of seen.entries()) {
      const off = Math.hypot(sx - x, sy - y);
      // Student-t of four degrees of freedom, as the tracker's own.
      if (off < farthest) gain[i * size + j] = Math.max(0, best - 3 * Math.log(1 + (off * off) / (8 * noise * noise)));
    }
  }
  const costs = people.map((_, i) => people.map((__, j) => 0 - (gain[i * size + j] ?? 0)));
  return { rows: size, columns: size, gain, costs };
}
