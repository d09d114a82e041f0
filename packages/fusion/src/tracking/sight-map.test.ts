import { expect, test } from "vitest";
import { cameraView, project } from "./camera-view.ts";
import { createSightMap, farOutOfView, outOfView, sightAt } from "./sight-map.ts";
import { lookingAt } from "./walkers.fixture.ts";

const floor = [
  [-4, -7],
  [8, -7],
  [8, 7],
  [-4, 7],
] as const;
const view = cameraView(lookingAt("c", [-1, 1, 2.2], [5, 0, 1], 640));
const mapOf = () => createSightMap([view], floor, []);

/** How far inside the picture a point is, in pixels: negative beyond its rim; undefined behind the camera. */
function depthInPicture(x: number, y: number, z: number): number | undefined {
  const at = { u: 0, v: 0, depth: 0 };
  if (!project(view, x, y, z, at)) return undefined;
  return Math.min(at.u, at.v, 1280 - at.u, 720 - at.v);
}

test("of a body without furniture about, those of head, chest and knees are in sight that lie 15 pixels within the picture", () => {
  const map = mapOf();
  let looked = 0;
  for (let x = -5.9; x < 9.9; x += 0.37) {
    for (let y = -8.9; y < 8.9; y += 0.37) {
      const inside = [1.6, 1.2, 0.48].map((z) => depthInPicture(x, y, z));
      // A square of 15 cm is looked at in its middle: what lies near a border is not asked.
      const seen = inside.map((pixels) => pixels !== undefined && pixels >= 15);
      const sure = inside.every((pixels) => pixels === undefined || Math.abs(pixels - 15) > 60);
      const near = Math.hypot(x + 1, y - 1) < 1.5;
      if (!sure || near || seen.every((one) => !one)) continue;
      looked += 1;
      expect(sightAt(map, 0, x, y, 1.6)).toBe((seen[0] ? 1 : 0) + (seen[1] ? 2 : 0) + (seen[2] ? 4 : 0));
    }
  }
  expect(looked).toBeGreaterThan(200);
});

test("who is no more than a quarter of the picture beside it is out of view, who is farther cannot be on it", () => {
  const map = mapOf();
  const sights = new Set<number>();
  for (let x = -5.9; x < 9.9; x += 0.23) {
    for (let y = -8.9; y < 8.9; y += 0.23) {
      const at = { u: 0, v: 0, depth: 0 };
      const probes = [1.6, 1.2, 0.48].map((z) => {
        if (!project(view, x, y, z, at) || Math.hypot(x + 1, y - 1) < 1.5) return Number.NaN;
        return Math.max(-at.u / 1280, (at.u - 1280) / 1280, -at.v / 720, (at.v - 720) / 720);
      });
      if (probes.some(Number.isNaN)) continue;
      const nearest = Math.min(...probes);
      if (nearest > 0.3) {
        expect(sightAt(map, 0, x, y, 1.6)).toBe(farOutOfView);
        sights.add(farOutOfView);
      } else if (nearest < 0.2 && nearest > 0.06) {
        expect(sightAt(map, 0, x, y, 1.6)).toBe(outOfView);
        sights.add(outOfView);
      }
    }
  }
  expect(sights.size).toBe(2);
});

test("a head up to 1.5 m is looked for at 1.4, up to 1.7 at 1.6, and a higher one at 1.8", () => {
  const wall = { minX: 2, maxX: 2.1, minY: -7, maxY: 7, z: 0 };
  /** Whether somebody's head at 5 m is seen over a wall that hides what is lower than `z` there. */
  const over = (z: number, h: number): boolean => {
    const top = view.cz + ((z - view.cz) * (2.1 - view.cx)) / (5 - view.cx);
    return (sightAt(createSightMap([view], floor, [{ ...wall, z: top }]), 0, 5, 0, h) & 1) === 1;
  };
  expect([over(1.3, 1.5), over(1.5, 1.5), over(1.5, 1.51), over(1.5, 1.7), over(1.7, 1.7), over(1.7, 1.71)]).toEqual([
    ...[true, false, true, true, false, true],
  ]);
});

test("what was looked at once is known, and beyond the map is as at its rim", () => {
  const map = mapOf();
  const first = sightAt(map, 0, 5, 0, 1.6);
  expect(sightAt({ ...map, views: [cameraView(lookingAt("d", [0, 0, 2], [-5, 0, 1]))] }, 0, 5, 0, 1.6)).toBe(first);
  expect(sightAt(map, 0, 99, 0, 1.6)).toBe(sightAt(map, 0, 9.99, 0, 1.6));
  expect(sightAt(map, 0, 5, -99, 1.6)).toBe(sightAt(map, 0, 5, -8.99, 1.6));
});

test("cameras see for themselves", () => {
  const other = cameraView(lookingAt("d", [9, 3, 2.4], [0, 0, 1], 640));
  const shelf = [{ minX: 3, maxX: 4, minY: -2, maxY: 2, z: 1.2 }];
  const [one, two] = [createSightMap([view], floor, shelf), createSightMap([other], floor, shelf)];
  const both = createSightMap([view, other], floor, shelf);
  const seen = new Set<string>();
  for (let x = -5.9; x < 9.9; x += 0.53) {
    for (let y = -8.9; y < 8.9; y += 0.53) {
      const sights = [sightAt(both, 1, x, y, 1.6), sightAt(both, 0, x, y, 1.6)];
      expect(sights).toEqual([sightAt(two, 0, x, y, 1.6), sightAt(one, 0, x, y, 1.6)]);
      expect(sightAt(both, 1, x, y, 1.6)).toBe(sights[0]);
      seen.add(sights.join());
    }
  }
  expect(seen.size).toBeGreaterThan(10);
});

test("squares are 15 cm wide, and on a large floor as wide that there are 131072 at most", () => {
  const small = mapOf();
  expect([small.columns, small.rows, small.minX, small.minY]).toEqual([107, 120, -6, -9]);
  const large = createSightMap(
    [view],
    [
      [0, 0],
      [200, 0],
      [200, 100],
      [0, 100],
    ],
    [],
  );
  expect(1 / large.perMetre).toBeCloseTo(Math.sqrt((204 * 104) / 131_072), 9);
});
