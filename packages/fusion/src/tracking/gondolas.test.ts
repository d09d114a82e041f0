import type { PlateModel, ShelfModel } from "@aisle/sdk/store";
import { expect, test } from "vitest";
import { blocked, obstaclesOf } from "./gondolas.ts";

function shelf(...plates: Omit<PlateModel, "id">[]): ShelfModel {
  return { id: "s", rateHz: 60, plates: plates.map((plate, k) => ({ id: `p${k}`, ...plate })) };
}

test("plates side by side and one above the other are one piece of furniture", () => {
  const [box, ...more] = obstaclesOf([
    shelf(
      { center: [1, 2, 0.3], size: [0.2, 0.4], facing: [0, -1] },
      { center: [1.2, 2, 0.3], size: [0.2, 0.4], facing: [0, -1] },
      { center: [1, 2, 1.3], size: [0.2, 0.4], facing: [0, -1] },
    ),
  ]);
  expect(more).toEqual([]);
  expect(box?.minX).toBeCloseTo(0.9);
  expect(box?.maxX).toBeCloseTo(1.3);
  expect(box?.minY).toBeCloseTo(1.8);
  expect(box?.maxY).toBeCloseTo(2.2);
  expect(box?.z).toBeGreaterThan(1.3);
});

test("width runs across the way a plate faces", () => {
  const [box] = obstaclesOf([shelf({ center: [0, 0, 1], size: [1, 0.4], facing: [1, 0] })]);
  expect((box?.maxX ?? 0) - (box?.minX ?? 0)).toBeCloseTo(0.4);
  expect((box?.maxY ?? 0) - (box?.minY ?? 0)).toBeCloseTo(1);
});

test("plates that face askew are covered whole", () => {
  const half = Math.SQRT1_2;
  const [box] = obstaclesOf([shelf({ center: [0, 0, 1], size: [1, 1], facing: [half, half] })]);
  expect(box?.maxX).toBeCloseTo(Math.SQRT1_2);
});

test("furniture blocks what is low behind it and not what is high", () => {
  const box = { minX: 2, maxX: 2.4, minY: -1, maxY: 1, z: 1.5 };
  expect(blocked(box, 0, 0, 3, 4, 0, 0.2)).toBe(true);
  expect(blocked(box, 0, 0, 3, 2.6, 0, 1.6)).toBe(false);
  expect(blocked(box, 0, 0, 3, 1.5, 0, 0.2)).toBe(false);
  expect(blocked(box, 0, 2, 3, 4, 2, 0.2)).toBe(false);
});
