import { expect, test } from "vitest";
import { beyondGate, inside, isDoorway, mayStand, rimDistance } from "./floor-plan.ts";
import { testStore } from "./walkers.fixture.ts";

const closed = testStore();
const open = testStore({ gates: [] });

test("a floor may have any shape", () => {
  const floor = [
    [0, 0],
    [4, 0],
    [4, 4],
    [2, 1],
    [0, 4],
  ] as const;
  expect(inside(floor, 1, 1)).toBe(true);
  expect(inside(floor, 2, 3)).toBe(false);
  expect(rimDistance(floor, 2, -1)).toBeCloseTo(1);
});

test("people are followed on the floor, half a metre around it and a little outside a gate", () => {
  expect(mayStand(closed, 4, 3)).toBe(true);
  expect(mayStand(closed, 4, 6.4)).toBe(true);
  expect(mayStand(closed, 4, 6.6)).toBe(false);
  expect(mayStand(closed, -1, 3)).toBe(true);
  expect(mayStand(open, -1, 3)).toBe(false);
});

test("people come and go at the gates of a closed store, and all around an open one", () => {
  expect(isDoorway(closed, 1, 3)).toBe(true);
  expect(isDoorway(closed, 7.8, 3)).toBe(false);
  expect(isDoorway(open, 7.8, 3)).toBe(true);
  expect(isDoorway(open, 4, 3)).toBe(false);
});

test("beyond a gate is outside, before it inside, by the nearest gate", () => {
  const [gate] = closed.gates;
  if (!gate) throw new TypeError("the test store has a gate");
  const gates = [gate, { ...gate, id: "far", at: [7.7, 3] as const, inward: [-1, 0] as const }];
  expect(beyondGate(gates, -0.2, 3)).toBeCloseTo(0.5);
  expect(beyondGate(gates, 1.3, 3)).toBeCloseTo(-1);
  expect(beyondGate(gates, 8.2, 3)).toBeCloseTo(0.5);
  expect(beyondGate([], 0, 0)).toBe(-Infinity);
});
