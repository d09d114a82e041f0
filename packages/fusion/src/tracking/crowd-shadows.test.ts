import { expect, test } from "vitest";
import { cameraView } from "./camera-view.ts";
import { castShadows, createShadows } from "./crowd-shadows.ts";
import { lookingAt, noise } from "./walkers.fixture.ts";

const view = cameraView(lookingAt("c", [1, 2, 2.4], [5, 0, 1], 640));

/** People anywhere around the camera, some of whom nobody believes in and some of whom cannot be seen. */
function people(count: number, seed: number) {
  const random = noise(seed);
  const fill = (one: (k: number) => number) => Float64Array.from({ length: count }, (_, k) => one(k));
  return {
    count,
    x: fill((k) => (k === 0 ? 1 : 1 + 3 * random())),
    y: fill((k) => (k === 0 ? 2.05 : 2 + 3 * random())),
    h: fill(() => 1.6 + 0.2 * random()),
    believed: Uint8Array.from(fill((k) => (k % 5 === 4 ? 0 : 1))),
    sight: Int8Array.from(fill((k) => (k % 7 === 6 ? 0 : 7))),
  };
}

/** The same, of everybody with everybody. */
function below({ count, x, y, h, believed, sight }: ReturnType<typeof people>, i: number): number {
  const [dx, dy] = [x[i]! - view.cx, y[i]! - view.cy];
  const length = Math.sqrt(dx * dx + dy * dy);
  let found = -Infinity;
  for (let j = 0; j < count; j++) {
    const [ox, oy] = [x[j]! - view.cx, y[j]! - view.cy];
    const along = (ox * dx + oy * dy) / length;
    const aside = Math.abs(ox * dy - oy * dx) / length;
    const isBetween = along > 0.1 && along < length - 0.15 && aside <= 0.22;
    if (isBetween && believed[j] === 1) {
      found = Math.max(found, view.cz + ((h[j]! * 1.05 - view.cz) * length) / along);
    }
  }
  return length < 0.1 || sight[i]! <= 0 ? -Infinity : found;
}

test("everybody is hidden up to the line of sight over whoever believed in stands between them and the camera", () => {
  const shadows = createShadows(4);
  let hidden = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const crowd = people(20 * seed, seed);
    castShadows(shadows, crowd, view);
    for (let i = 0; i < crowd.count; i++) {
      const expected = below(crowd, i);
      if (expected === -Infinity) expect(shadows.below[i]).toBe(-Infinity);
      else expect(shadows.below[i]).toBeCloseTo(expected, 9);
      if (expected > -Infinity) hidden++;
    }
  }
  expect(hidden).toBeGreaterThan(500);
});
