import { expect, it } from "vitest";
import { depthAt, inLane, isBehind, isNearLine, offsetAt, sideAt } from "./gate-line.ts";
import { gate } from "./stage.fixture.ts";

/** At (2, 1), into the store along +y. */
const turned = { ...gate, at: [2, 1] as const, inward: [0, 1] as const };

it("depth is along the way in, and offset across it", () => {
  expect([depthAt(turned, 5, 3), offsetAt(turned, 5, 3), offsetAt(turned, -1, 0)]).toEqual([2, 3, 3]);
  expect([depthAt(gate, -0.5, 3), offsetAt(gate, -0.5, 3), offsetAt(gate, 1, -3)]).toEqual([-0.5, 3, 3]);
  const slanted = { ...turned, inward: [0.6, 0.8] as const };
  expect(depthAt(slanted, 3, 2)).toBeCloseTo(1.4, 12);
  expect(offsetAt(slanted, 3, 2)).toBeCloseTo(0.2, 12);
});

it("the lane is half a metre wider to each side than the gate", () => {
  expect([inLane(gate, 0, 0.89), inLane(gate, 0, -0.89), inLane(gate, 0, 0.9), inLane(gate, 0, -0.91)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

it("within 0.1 m of the line nobody is on either side", () => {
  expect([0.11, 0.1, 0, -0.1, -0.11].map((x) => sideAt(gate, x, 0))).toEqual([1, 0, 0, 0, -1]);
});

it("who is behind or near a line is told by the nearest gate", () => {
  expect([isBehind([gate], 0.3, 0), isBehind([gate], 0.29, 0)]).toEqual([true, false]);
  expect([isNearLine([gate], -0.34, 0), isNearLine([gate], -0.35, 0), isNearLine([], 0, 0)]).toEqual([
    true,
    false,
    false,
  ]);
  const far = { ...gate, at: [5, 0] as const };
  expect([isBehind([gate, far], 4, 0), isBehind([far, gate], 4, 0), isBehind([far, gate], 2, 0)]).toEqual([
    false,
    false,
    true,
  ]);
  const back = { ...gate, at: [4, 0] as const, inward: [-1, 0] as const };
  expect([isBehind([gate, back], 2, 0), isBehind([back, gate], 4.5, 0), isBehind([], 0, 0)]).toEqual([
    true,
    false,
    true,
  ]);
});
