import type { CameraModel } from "@aisle/sdk/store";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cameraHeading, cameraPlace, footprint, project } from "./camera.ts";
import { area, inside } from "./polygon.ts";

/** At (5, 5, 3), looks down and north by 45°. */
const slope = Math.SQRT1_2;
const tilted: CameraModel = {
  id: "cam",
  width: 1_000,
  height: 800,
  fps: 10,
  K: [
    [500, 0, 500],
    [0, 500, 400],
    [0, 0, 1],
  ],
  R: [
    [1, 0, 0],
    [0, -slope, -slope],
    [0, slope, -slope],
  ],
  t: [-5, slope * 5 + slope * 3, -slope * 5 + slope * 3],
};
const floor = [
  [0, 0],
  [10, 0],
  [10, 30],
  [0, 30],
] as const;

describe("a camera over the floor", () => {
  it("hangs where its calibration says and looks that way", () => {
    const [x, y, z] = cameraPlace(tilted);
    expect([x, y, z].map((each) => Math.round(each * 1e9) / 1e9)).toEqual([5, 5, 3]);
    expect(cameraHeading(tilted)).toEqual([0, 1]);
  });

  it("has no heading when it looks straight down", () => {
    const down = {
      ...tilted,
      R: [
        [1, 0, 0],
        [0, -1, 0],
        [0, 0, -1],
      ],
    } as const;
    expect(cameraHeading(down)).toEqual([0, 0]);
  });

  it("sees in the middle of its frame what its axis meets, and nothing behind it", () => {
    const pixel = project(tilted, 5, 8, 0);
    expect(pixel?.[0]).toBeCloseTo(500);
    expect(pixel?.[1]).toBeCloseTo(400);
    expect(project(tilted, 5, -20, 0)).toBeUndefined();
  });

  it("has as foot print exactly the floor that falls into its frame", () => {
    const seen = footprint(tilted, floor);
    expect(area(seen)).toBeGreaterThan(10);
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 9.999, noNaN: true }),
        fc.double({ min: 0.001, max: 29.999, noNaN: true }),
        (x, y) => {
          const pixel = project(tilted, x, y, 0);
          const slack = pixel && Math.min(pixel[0], 1_000 - pixel[0], pixel[1], 800 - pixel[1]);
          // Places on the very edge may fall to either side.
          fc.pre(slack === undefined || Math.abs(slack) > 1e-3);
          expect(inside(seen, x, y)).toBe(slack !== undefined && slack > 0);
        },
      ),
    );
  });

  it("has no foot print where it looks at the sky", () => {
    const up = {
      ...tilted,
      R: [
        [1, 0, 0],
        [0, 0, -1],
        [0, -1, 0],
      ],
      t: [-5, 3, -5],
    } as const;
    expect(
      footprint(up, [
        [0, 6],
        [10, 6],
        [10, 30],
        [0, 30],
      ]),
    ).toEqual([]);
  });
});
