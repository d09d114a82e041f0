import type { CameraModel, ShelfModel } from "@aisle/sdk/store";
import { describe, expect, it } from "vitest";
import { coverageOf } from "./coverage.ts";

/** A camera that looks straight down from `z` metres: half of its view is 640 / focal × (z − 1.7) m at a head's height. */
function ceiling(id: string, x: number, y: number, z = 5, focal = 640): CameraModel {
  const R: CameraModel["R"] = [
    [1, 0, 0],
    [0, -1, 0],
    [0, 0, -1],
  ];
  const K: CameraModel["K"] = [
    [focal, 0, 640],
    [0, focal, 640],
    [0, 0, 1],
  ];
  return { id, width: 1280, height: 1280, fps: 10, K, R, t: [-x, y, z] };
}

function gondola(x: number, y: number, z: number): ShelfModel {
  return { id: "g1", rateHz: 10, plates: [{ id: "p", center: [x, y, z], size: [4, 0.5], facing: [0, -1] }] };
}

const floor = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
] as const;
const left = {
  id: "left",
  polygon: [
    [0, 0],
    [5, 0],
    [5, 10],
    [0, 10],
  ],
} as const;

describe("coverage of the floor", () => {
  it("counts the cameras that see a head and a body at each place", () => {
    const cameras = [ceiling("a", 5, 5), ceiling("b", 5, 5)];
    const found = coverageOf({ floor, cameras, shelves: [], zones: [left] });
    const at = (x: number, y: number): number =>
      found.counts[Math.floor(y / 0.25) * found.columns + Math.floor(x / 0.25)]!;
    expect([at(5, 5), at(7.5, 5), at(9.5, 5)]).toEqual([2, 2, 0]);
    // 3.3 m below the camera half the picture is 3.3 m, less the rim of 15 px.
    const side = 2 * 3.3 * (1 - 15 / 640);
    expect(found.all.one).toBeCloseTo((side * side) / 100, 1);
    expect(found.all.two).toBe(found.all.one);
    expect(found.zones[0]).toMatchObject({ id: "left", area: 50 });
  });

  it("lists what nobody sees, the largest first", () => {
    const found = coverageOf({ floor, cameras: [ceiling("a", 2, 5)], shelves: [], zones: [] });
    expect(found.blind[0]!.at[0]).toBeGreaterThan(6);
    const unseen = found.blind.reduce((sum, spot) => sum + spot.area, 0);
    expect(unseen / 100).toBeCloseTo(1 - found.all.one, 6);
  });

  it("takes out the gondolas' own floor, and what a tall one hides from a camera", () => {
    const camera = ceiling("a", 5, 3, 3, 300);
    const open = coverageOf({ floor, cameras: [camera], shelves: [], zones: [] });
    const low = coverageOf({ floor, cameras: [camera], shelves: [gondola(5, 4.5, 0.3)], zones: [] });
    const tall = coverageOf({ floor, cameras: [camera], shelves: [gondola(5, 4.5, 2.2)], zones: [] });
    expect(low.all.area).toBeCloseTo(open.all.area - 2, 0);
    const behind = (found: typeof open): number => found.counts[Math.floor(5.2 / 0.25) * found.columns + 20]!;
    expect([behind(open), behind(low), behind(tall)]).toEqual([1, 1, 0]);
  });

  it("does not count people who are too small in the picture", () => {
    const store = { floor, cameras: [ceiling("a", 5, 5, 12)], shelves: [], zones: [] };
    expect(coverageOf(store, { pixels: 10 }).all.one).toBe(1);
    expect(coverageOf(store, { pixels: 400 }).all.one).toBe(0);
  });

  it("makes cells larger rather than many", () => {
    const wide = [
      [0, 0],
      [1000, 0],
      [1000, 1000],
      [0, 1000],
    ] as const;
    const found = coverageOf({ floor: wide, cameras: [], shelves: [], zones: [] });
    expect(found.counts.length).toBeLessThanOrEqual(41_000);
    expect(found.all).toMatchObject({ one: 0, two: 0 });
  });
});
