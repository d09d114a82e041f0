import { expect, test } from "vitest";
import { cameraView } from "./camera-view.ts";
import { type Crowd, createCrowd, fullView, gather } from "./crowd.ts";
import { createTrack } from "./evidence.ts";
import type { Obstacle } from "./gondolas.ts";
import { createSightMap, outOfView } from "./sight-map.ts";
import { createState, type Track } from "./tracker-state.ts";
import { lookingAt } from "./walkers.fixture.ts";

const view = cameraView(lookingAt("c", [0, 0, 2.2], [5, 0, 1], 640));
const floor = [
  [-4, -7],
  [8, -7],
  [8, 7],
  [-4, 7],
] as const;

/** Somebody believed to be at a place, a head `h` metres high. */
function at(x: number, y: number, h = 1.6, confirmed = true): Track {
  const m = { mx: x, my: y, gx: 0, gy: 0, rxx: 0.01, rxy: 0, ryy: 0.01 };
  const track = createTrack(createState(1), 0, { main: m, second: m, count: 1, cut: false }, 0.9);
  track.motion.state[4] = h;
  track.confirmed = confirmed;
  return track;
}

/** The classes of sight of those whom the camera may see, by index among `tracks`. */
function seen(tracks: readonly Track[], obstacles: readonly Obstacle[] = []): Map<number, number> {
  const crowd: Crowd = createCrowd();
  gather(crowd, tracks, createSightMap([view], floor, obstacles), 0);
  return new Map(Array.from({ length: crowd.count }, (_, i) => [crowd.track[i]!, crowd.sight[i]!]));
}

test("who stands free in the picture is in full view", () => {
  expect(seen([at(5, 0)]).get(0)).toBe(fullView);
});

test("who stands just beside the picture is out of view, who is far from it is left out", () => {
  const beside = seen([at(2, 2.4), at(1, 6), at(-3, 0)]);
  expect([...beside]).toEqual([[0, outOfView]]);
});

test("whose place is not well known is never left out", () => {
  const lost = at(-3, 0);
  lost.motion.state[5] = 0.3;
  expect([...seen([lost])]).toEqual([[0, outOfView]]);
});

test("furniture hides legs, or all of a person", () => {
  const low = { minX: 4, maxX: 4.3, minY: -1, maxY: 1, z: 0.9 };
  expect(seen([at(5, 0)], [low]).get(0)).toBe(2);
  expect(seen([at(5, 0)], [{ ...low, z: 2 }]).get(0)).toBe(0);
});

test("somebody nearer to the camera in the same direction is in the way, somebody farther is not", () => {
  const both = seen([at(3.5, 0, 1.7), at(5, 0)]);
  expect(both.get(0)).toBe(fullView);
  expect(both.get(1)).toBeGreaterThan(fullView);
});

test("a child hides the legs of who stands behind, a grown-up close to them all", () => {
  const behindChild = seen([at(4.6, 0, 1.1), at(5, 0)]).get(1)!;
  const behindTall = seen([at(4.8, 0, 1.9), at(5, 0)]).get(1)!;
  expect(behindChild).toBe(4);
  expect(behindTall).toBe(5);
});

test("who is not believed, or a shoulder's width beside, hides nobody", () => {
  expect(seen([at(3.5, 0, 1.7, false), at(5, 0)]).get(1)).toBe(fullView);
  expect(seen([at(3.5, 0.25, 1.7), at(5, 0)]).get(1)).toBe(fullView);
  expect(seen([at(3.5, 0.2, 1.7), at(5, 0)]).get(1)).toBeGreaterThan(fullView);
});

test("a sensor without a picture sees everybody in full", () => {
  const crowd = createCrowd();
  gather(crowd, [at(100, 0), at(3, 0)], createSightMap([view], floor, []), 1);
  expect([...crowd.sight.slice(0, crowd.count)]).toEqual([fullView, fullView]);
});

test("a crowd larger than its room makes room", () => {
  const crowd = createCrowd();
  const many = Array.from({ length: 100 }, (_, k) => at(k / 10, 0));
  gather(crowd, many, createSightMap([view], floor, []), 1);
  expect(crowd.count).toBe(100);
  expect(crowd.x[99]).toBeCloseTo(9.9);
});

test("who hides whom depends on where they stand from the camera, wherever that is and whichever way it looks", () => {
  const [cx, cy] = [3, -2];
  for (let turn = 0; turn < 8; turn++) {
    const angle = 0.2 + (turn * Math.PI) / 4;
    const place = (along: number, aside: number): [number, number] => [
      cx + along * Math.cos(angle) - aside * Math.sin(angle),
      cy + along * Math.sin(angle) + aside * Math.cos(angle),
    ];
    const [tx, ty] = place(5, 0);
    const camera = cameraView(lookingAt("c", [cx, cy, 2.2], [tx, ty, 1], 640));
    const square = [
      [-9, -9],
      [12, -9],
      [12, 9],
      [-9, 9],
    ] as const;
    const behind = (along: number, aside: number): number => {
      const crowd = createCrowd();
      const tracks = [at(...place(5, 0)), at(...place(along, aside), 1.7)];
      gather(crowd, tracks, createSightMap([camera], square, []), 0);
      return crowd.sight[crowd.track.indexOf(0)]!;
    };
    expect([behind(3.5, 0), behind(3.5, 0.21), behind(3.5, -0.21)].every((sight) => sight > fullView)).toBe(true);
    expect([behind(3.5, 0.23), behind(3.5, -0.23), behind(6, 0), behind(4.9, 0)]).toEqual([
      ...[fullView, fullView, fullView, fullView],
    ]);
  }
});
