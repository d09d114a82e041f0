import { expect, it } from "vitest";
import type { ChangeStep, PlateChange, WeightChange } from "../shelf/weight-change.ts";
import { cutsInTime } from "./steps.ts";

const on = (plate: number, delta: number, variance = 1): PlateChange => ({ plate, delta, variance });
const change = (plates: readonly PlateChange[], steps?: readonly ChangeStep[]): WeightChange => ({
  ...{ shelf: 2, plates, from: 1000, to: 2000, decidedAt: 2300 },
  ...(steps ? { steps } : {}),
});
const step = (at: number, delta: number, variance = 2): ChangeStep => ({ at, delta, variance });

it("cuts a change of one plate between each two steps, half way, and is less sure of either part", () => {
  const found = cutsInTime(change([on(4, -300)], [step(1200, -50, 2), step(1400, -150, 3), step(1900, -100, 5)]));
  // 5 g and 5 % of 300 g.
  const blur = 20 * 20;
  const part = (from: number, to: number, delta: number, variance: number) => ({
    ...{ shelf: 2, from, to, decidedAt: 2300, plates: [on(4, delta, variance + blur)] },
  });
  expect(found).toEqual([
    [part(1000, 1300, -50, 2), part(1300, 2000, -250, 8)],
    [part(1000, 1300, -50, 2), part(1300, 1650, -150, 3), part(1650, 2000, -100, 5)],
    [part(1000, 1650, -200, 5), part(1650, 2000, -100, 5)],
  ]);
});

it("cuts into four parts at most, and what has more than six steps in two only", () => {
  const many = (n: number) =>
    cutsInTime(
      change(
        [on(4, -100 * n)],
        Array.from({ length: n }, (_, k) => step(1000 + 100 * k, -100)),
      ),
    );
  const ways = (n: number) => many(n).map((parts) => parts.length);
  expect(ways(4).toSorted()).toEqual([2, 2, 2, 3, 3, 3, 4]);
  expect(Math.max(...ways(6))).toBe(4);
  expect(ways(6)).toHaveLength(5 + 10 + 10);
  expect(ways(7)).toEqual([2, 2, 2, 2, 2, 2]);
  for (const parts of many(6)) {
    expect(parts.reduce((sum, { plates }) => sum + plates[0]!.delta, 0)).toBeCloseTo(-600, 9);
    for (const [k, { from }] of parts.entries()) expect(from).toBe(parts[k - 1]?.to ?? 1000);
    expect(parts.at(-1)?.to).toBe(2000);
  }
});

it("cuts a change of several plates in proportion", () => {
  const [cut] = cutsInTime(change([on(0, -300, 7), on(1, -100, 9)], [step(1200, -100), step(1600, -300)]));
  expect(cut?.map(({ plates }) => plates)).toEqual([
    [on(0, -75, 7), on(1, -25, 9)],
    [on(0, -225, 7), on(1, -75, 9)],
  ]);
});

it("does not cut several plates where next to nothing is left in all", () => {
  const swapped = (left: number) =>
    cutsInTime(change([on(0, 80), on(1, left - 80)], [step(1, 80), step(2, left - 80)]));
  expect(swapped(4.9)).toEqual([]);
  expect(swapped(-4.9)).toEqual([]);
  expect(swapped(5)).toHaveLength(1);
  const one = cutsInTime(change([on(0, 0)], [step(1, 80), step(2, -80)]));
  expect(one).toHaveLength(1);
  expect(one[0]?.[0]?.plates).toEqual([on(0, 80, 2 + 25)]);
});

it("does not cut what came at once, or nobody knows how", () => {
  expect(cutsInTime(change([on(0, -80)], [step(1500, -80)]))).toEqual([]);
  expect(cutsInTime(change([on(0, -80)]))).toEqual([]);
});
