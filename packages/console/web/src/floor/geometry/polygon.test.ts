import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { area, clip, distanceToSegment, inside, middle } from "./polygon.ts";

const square = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
] as const;
const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("polygons on the floor", () => {
  it("tell inside from outside, in a notch too", () => {
    const notched = [...square.slice(0, 3), [2, 1], [0, 4]] as const;
    expect(inside(notched, 2, 0.5)).toBe(true);
    expect(inside(notched, 2, 2)).toBe(false);
    expect(inside(square, 4.1, 2)).toBe(false);
  });

  it("are cut along a line into two parts that together have the area of the whole", () => {
    fc.assert(
      fc.property(real(-1, 1), real(-1, 1), real(-4, 4), (a, b, c) => {
        fc.pre(Math.hypot(a, b) > 0.01);
        const parts = area(clip(square, a, b, c)) + area(clip(square, -a, -b, -c));
        expect(parts).toBeCloseTo(16, 5);
      }),
    );
  });

  it("keep only what lies on the right side of the cut", () => {
    expect(area(clip(square, 1, 0, -3))).toBeCloseTo(4);
    expect(clip(square, 1, 0, -9)).toEqual([]);
  });

  it("have a middle", () => {
    expect(middle(square)).toEqual([2, 2]);
  });

  it("measure how far a place is from an edge, beyond its ends too", () => {
    expect(distanceToSegment(2, 3, [0, 0], [4, 0])).toBe(3);
    expect(distanceToSegment(7, 4, [0, 0], [4, 0])).toBe(5);
    expect(distanceToSegment(3, 4, [0, 0], [0, 0])).toBe(5);
  });
});
