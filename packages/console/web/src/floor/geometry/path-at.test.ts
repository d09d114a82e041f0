import { describe, expect, it } from "vitest";
import { indexAt, placeAt } from "./path-at.ts";

const points = [
  [1_000, 0, 0],
  [2_000, 2, 4],
  [4_000, 2, 8],
] as const;

describe("a true path", () => {
  it("tells where somebody was between its points", () => {
    expect(placeAt(points, 1_500)).toEqual([1, 2]);
    expect(placeAt(points, 2_000)).toEqual([2, 4]);
    expect(placeAt(points, 4_000)).toEqual([2, 8]);
  });

  it("knows nothing of before and after", () => {
    expect(placeAt(points, 999)).toBeUndefined();
    expect(placeAt(points, 4_001)).toBeUndefined();
    expect(placeAt([], 1)).toBeUndefined();
  });

  it("finds the last point at or before a moment", () => {
    expect([500, 1_000, 1_999, 2_000, 9_000].map((t) => indexAt(points, t))).toEqual([-1, 0, 0, 1, 2]);
  });
});
