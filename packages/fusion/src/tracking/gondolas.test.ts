import type { PlateModel, ShelfModel } from "@aisle/sdk/store";
import { expect, test } from "vitest";
import { crosses, dips, type Obstacle, obstaclesOf } from "./gondolas.ts";

/** Whether a box stands between a camera at a and a point b. */
function blocked(box: Obstacle, ax: number, ay: number, az: number, bx: number, by: number, bz: number): boolean {
  const crossing = { from: 0, to: 0 };
  return crosses(box, ax, ay, bx, by, crossing) && dips(box, crossing, az, bz);
}

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

test("plates of one shelf within 10 cm of each other are one piece, on any side; others, and other shelves', are not", () => {
  const pieces = (x: number, y: number): number => {
    const first = { center: [0, 0, 1], size: [1, 1], facing: [0, -1] } as const;
    return obstaclesOf([shelf(first, { ...first, center: [x, y, 1] })]).length;
  };
  for (const [x, y] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    expect([pieces(x * 1.09, y * 1.09), pieces(x * 1.11, y * 1.11)]).toEqual([1, 2]);
  }
  const own = { center: [0, 0, 1], size: [1, 1], facing: [0, -1] } as const;
  expect(obstaclesOf([shelf(own), shelf(own)])).toHaveLength(2);
});

test("a piece of furniture is as large as all of its plates, and goods stand 15 cm above the uppermost", () => {
  const [box] = obstaclesOf([
    shelf(
      { center: [0, 0, 1.4], size: [1, 0.4], facing: [0, -1] },
      { center: [-0.8, -0.3, 0.4], size: [1, 0.6], facing: [0, 1] },
    ),
  ]);
  const edges = [box?.minX, box?.maxX, box?.minY, box?.maxY, box?.z];
  for (const [k, expected] of [-1.3, 0.5, -0.6, 0.2, 1.55].entries()) expect(edges[k]).toBeCloseTo(expected, 12);
});

test("a line of sight along an axis is blocked by what lies on it alone", () => {
  const box = { minX: 2, maxX: 3, minY: -1, maxY: 1, z: 1.5 };
  const along = (x: number): boolean => blocked(box, x, -4, 3, x, 4, 0);
  expect([1.9, 2, 3, 3.1].map(along)).toEqual([false, true, true, false]);
  const across = (y: number): boolean => blocked(box, 0, y, 3, 4, y, 0);
  expect([-1.1, -1, 1, 1.1].map(across)).toEqual([false, true, true, false]);
  const reversed = (y: number): boolean => blocked(box, 6, y, 3, 1, y, 0);
  expect([-1.1, -1, 1, 1.1].map(reversed)).toEqual([false, true, true, false]);
});

test("a line of sight that is lower than the top anywhere above the furniture is blocked", () => {
  const box = { minX: 2, maxX: 3, minY: -1, maxY: 1, z: 1.5 };
  // It sinks a metre for each metre: at the far edge it is at 1.5 m.
  expect([blocked(box, 0, 0, 4.51, 4, 0, 0.51), blocked(box, 0, 0, 4.49, 4, 0, 0.49)]).toEqual([false, true]);
  expect([blocked(box, 0, 0, 1.49, 4, 0, 9), blocked(box, 0, 0, 0.1, 4, 0, 3.1)]).toEqual([false, false]);
  expect(blocked(box, 0, 0, 0.1, 4, 0, 2.8)).toBe(true);
  // Slanting past a corner.
  expect([blocked(box, 0, -3, 3, 4, 1, 0), blocked(box, 0, -4.2, 3, 4, -0.2, 0)]).toEqual([true, false]);
  // Standing against it, and ending before it.
  expect([blocked(box, 0, 0, 3, 2, 0, 0), blocked(box, 0, 0, 3, 2.1, 0, 0)]).toEqual([false, true]);
});
