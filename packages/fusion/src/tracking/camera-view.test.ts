import fc from "fast-check";
import { expect, test } from "vitest";
import { cameraView, project, type Sight, sightThrough } from "./camera-view.ts";
import { lookingAt } from "./walkers.fixture.ts";

const metres = (min: number, max: number) => fc.double({ min, max, noNaN: true });

test("a camera's centre is where it was put", () => {
  const view = cameraView(lookingAt("c", [1.5, -2, 3.25], [4, 3, 0.5]));
  expect(view.cx).toBeCloseTo(1.5);
  expect(view.cy).toBeCloseTo(-2);
  expect(view.cz).toBeCloseTo(3.25);
});

test("a point that is projected is found again by the line of sight at its height", () => {
  fc.assert(
    fc.property(metres(1, 7), metres(1, 5), metres(0, 1.9), (x, y, z) => {
      const view = cameraView(lookingAt("c", [-1, -1, 3], [4, 3, 0.8]));
      const pixel = { u: 0, v: 0, depth: 0 };
      expect(project(view, x, y, z, pixel)).toBe(true);
      const sight: Sight = { gx: 0, gy: 0, length: 0, down: false };
      sightThrough(view, pixel.u, pixel.v, sight);
      expect(sight.down).toBe(true);
      expect(view.cx + sight.gx * (view.cz - z)).toBeCloseTo(x, 6);
      expect(view.cy + sight.gy * (view.cz - z)).toBeCloseTo(y, 6);
    }),
  );
});

test("a point behind the camera has no pixel", () => {
  const view = cameraView(lookingAt("c", [-1, -1, 3], [4, 3, 0.8]));
  expect(project(view, -5, -4, 1, { u: 0, v: 0, depth: 0 })).toBe(false);
});

test("a line of sight above the horizon never meets the floor", () => {
  const view = cameraView(lookingAt("c", [0, 0, 2], [5, 0, 2]));
  const sight: Sight = { gx: 0, gy: 0, length: 0, down: true };
  sightThrough(view, 640, 100, sight);
  expect(sight.down).toBe(false);
});
