import { expect, it } from "vitest";
import { measure, tickValue } from "./ring.ts";
import { rowOfPlates } from "./shelf-signal.fixture.ts";
import { createShelfState, ringTicks } from "./shelf-state.ts";

const state = createShelfState({ ...rowOfPlates(3), shelves: [...rowOfPlates(3).shelves, ...rowOfPlates(2).shelves] });
const put = (plate: number, tick: number, value: number) => {
  // What one shelf weighed at one tick lies side by side: three plates, then two.
  const at = plate < 3 ? plate + 3 * (tick % 64) : 3 * 64 + (plate - 3) + 2 * (tick % 64);
  state.ring[at] = value;
};
const stretch = () => ({ n: 7, mean: 7, variance: 7 });

it("keeps 64 ticks of each plate", () => {
  for (const [plate, value] of [10, 20, 30, 40, 50].entries()) put(plate, 65, value);
  expect([0, 1, 2, 3, 4].map((plate) => tickValue(state, plate, 65))).toEqual([10, 20, 30, 40, 50]);
  expect(tickValue(state, 4, 1)).toBe(50);
  expect(tickValue(state, 4, 2)).toBeNaN();
  expect(ringTicks).toBe(64);
});

it("measures mean and variance of the ticks that have a number", () => {
  for (const [k, value] of [1004, 1001, Number.NaN, 1010, 1005].entries()) put(4, 100 + k, value);
  const out = stretch();
  expect(measure(state, 4, 100, 104, out)).toBe(out);
  expect(out).toEqual({ n: 4, mean: 1005, variance: (1 + 16 + 25) / 3 });
  expect(measure(state, 4, 101, 103, stretch())).toEqual({ n: 2, mean: 1005.5, variance: 40.5 });
  expect(measure(state, 4, 101, 102, stretch())).toEqual({ n: 1, mean: 1001, variance: 0 });
  expect(measure(state, 4, 102, 102, stretch())).toEqual({ n: 0, mean: Number.NaN, variance: 0 });
});

it("measures no tick twice, however long a stretch is asked for", () => {
  for (let tick = 200; tick < 264; tick++) put(0, tick, tick);
  expect(measure(state, 0, 100, 263, stretch())).toMatchObject({ n: 64, mean: 231.5 });
  expect(measure(state, 0, 200, 263, stretch()).n).toBe(64);
});
