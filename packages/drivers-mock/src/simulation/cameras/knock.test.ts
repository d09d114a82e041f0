import { describe, expect, it } from "vitest";
import { createChance } from "../chance/index.ts";
import { makeStore, planFloor } from "../layout/index.ts";
import { resolveSettings } from "../settings.ts";
import { createKnock } from "./knock.ts";
import { positionOf } from "./projection.ts";

const [camera] = makeStore(planFloor(1, 1), resolveSettings({ products: 24 }), createChance(2)).cameras;
if (camera === undefined) throw new TypeError("the plan has no camera");

/** When each of 60 cameras was knocked, seconds after it was asked first, and how it hung then. */
const knocks = (knockedCameras: number, knockDegrees = 3) =>
  Array.from({ length: 60 }, (_, k) => {
    const knock = createKnock(camera, { knockedCameras, knockDegrees }, createChance(k));
    return Array.from({ length: 300 }, (_, second) => ({ second, now: knock(second * 1000) })).filter(
      ({ now }) => now !== undefined,
    );
  });

describe("a camera that may be knocked", () => {
  it("never is unless told", () => {
    expect(knocks(0).flat()).toEqual([]);
  });

  it("is once, after one to three minutes, if it is one of the share", () => {
    const all = knocks(1);
    expect(all.every((each) => each.length === 1)).toBe(true);
    const seconds = all.flat().map(({ second }) => second);
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(60);
    expect(Math.max(...seconds)).toBeLessThanOrEqual(180);
    const some = knocks(0.3).flat().length;
    expect(some).toBeGreaterThan(8);
    expect(some).toBeLessThan(30);
  });

  it("hangs turned by as many degrees as told about each axis, and a centimetre a degree away", () => {
    const rms = (values: readonly number[]) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
    const there = positionOf(camera);
    const off = knocks(1, 5).flatMap((each) => {
      const [{ now } = { now: undefined }] = each;
      if (now === undefined) throw new TypeError("the camera was not knocked");
      const trace = camera.R.reduce((sum, row, i) => sum + row.reduce((s, v, j) => s + v * (now.R[i]?.[j] ?? 0), 0), 0);
      const degrees = (Math.acos((trace - 1) / 2) * 180) / Math.PI;
      return { degrees, metres: positionOf(now).map((value, axis) => value - (there[axis] ?? 0)) };
    });
    expect(rms(off.map(({ degrees }) => degrees))).toBeCloseTo(5 * Math.sqrt(3), -0.5);
    expect(rms(off.flatMap(({ metres }) => metres)) / 0.05).toBeCloseTo(1, 0);
  });
});
