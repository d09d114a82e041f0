import type { Detection } from "@aisle/sdk";
import { expect, test } from "vitest";
import { createBodyMeasure, measureDetection, measurePose } from "./body-measure.ts";
import { cameraView } from "./camera-view.ts";
import { lookingAt, seenBy } from "./walkers.fixture.ts";

const camera = lookingAt("c", [-1, -1, 3], [4, 3, 0.8]);
const view = cameraView(camera);

function whole(x: number, y: number): Detection {
  const seen = seenBy(camera, x, y);
  if (!seen) throw new TypeError("out of the picture");
  return seen;
}

function boxOnly({ box, score }: Detection): Detection {
  return { box, score };
}

test("a head puts a person right, if the height is right", () => {
  const out = createBodyMeasure();
  expect(measureDetection(view, whole(4, 3), out)).toBe(true);
  const { mx, my, gx, gy } = out.main;
  expect(mx - gx * 1.6).toBeCloseTo(4, 3);
  expect(my - gy * 1.6).toBeCloseTo(3, 3);
});

test("a box without a head is measured by where it stands, within the radius of a body", () => {
  const out = createBodyMeasure();
  expect(measureDetection(view, boxOnly(whole(4, 3)), out)).toBe(true);
  expect(out.main.gx).toBe(0);
  expect(Math.hypot(out.main.mx - 4, out.main.my - 3)).toBeLessThan(0.35);
});

test("a box that the picture cuts off below has no feet", () => {
  const { box, score } = whole(4, 3);
  const cut = { ...view, model: { ...camera, height: Math.round(box[1] + box[3] / 2) } };
  const out = createBodyMeasure();
  const seen: Detection = { box: [box[0], box[1], box[2], cut.model.height - box[1]], score };
  expect(measureDetection(cut, seen, out)).toBe(true);
  expect(out.count).toBe(1);
  expect(Math.hypot(out.main.gx, out.main.gy)).toBeGreaterThan(0);
});

test("feet behind furniture are not taken for feet when the head is seen", () => {
  const seen = whole(4, 3);
  const [left, top, width, height] = seen.box;
  const out = createBodyMeasure();
  measureDetection(view, { ...seen, box: [left, top, width, height * 0.35] }, out);
  expect(out.count).toBe(1);
  expect(Math.hypot(out.main.gx, out.main.gy)).toBeGreaterThan(0);
});

test("a box that would make somebody of nobody's height is cut, unless a head shows where they are", () => {
  const seen = whole(4, 3);
  const out = createBodyMeasure();
  const [left, top, width, height] = seen.box;
  const cut = (from: number, to: number, head?: Detection["head"]): boolean => {
    const box = [left, top + from * height, width, (to - from) * height] as const;
    measureDetection(view, { box, score: 1, ...(head && { head }) }, out);
    return out.cut;
  };
  expect([cut(0, 1), cut(0, 0.35), cut(0.6, 1), cut(-0.4, 1)]).toEqual([false, true, true, true]);
  // What the picture's rim cuts off tells one end, which is right.
  measureDetection(view, { box: [left, top, width, camera.height - top], score: 1 }, out);
  expect(out.cut).toBe(false);
  cut(0, 0.35);
  measurePose({ head: [1, 2, 1.6], score: 1 }, out);
  expect(out.cut).toBe(false);
  expect(cut(0, 0.35, seen.head)).toBe(false);
});

test("who is farther from the camera is measured less surely, most of all in depth", () => {
  const near = createBodyMeasure();
  const far = createBodyMeasure();
  measureDetection(view, whole(2, 1.4), near);
  measureDetection(view, whole(7, 5.4), far);
  expect(far.main.rxx + far.main.ryy).toBeGreaterThan(near.main.rxx + near.main.ryy);
  // The camera looks along (5, 4): errors along it go the same way in x and y.
  expect(far.main.rxy).toBeGreaterThan(0);
});

test("what is no number, or lies above the horizon, measures nothing", () => {
  const out = createBodyMeasure();
  expect(measureDetection(view, { box: [NaN, 1, 2, 3], score: 1 }, out)).toBe(false);
  const level = cameraView(lookingAt("l", [0, 0, 1.5], [5, 0, 1.5]));
  expect(measureDetection(level, { box: [600, 10, 50, 100], score: 1 }, out)).toBe(false);
  expect(measurePose({ head: [NaN, 1, 1.6], score: 1 }, out)).toBe(false);
});

/** Where the line of sight through a pixel is at a height, by how the camera was made. */
function placeAt(u: number, v: number, z: number): readonly [x: number, y: number] {
  const [a, b, c] = [0, 1, 2].map(
    (row) => view.rays[3 * row]! * u + view.rays[3 * row + 1]! * v + view.rays[3 * row + 2]!,
  );
  const along = (z - view.cz) / c!;
  return [view.cx + along * a!, view.cy + along * b!];
}

/** Covariance of that place if the pixel is off by du, dv, with `floor` metres more. */
function expectUnsure(
  box: Detection["box"],
  head: Detection["head"],
  [u, v, z]: number[],
  [du, dv, floor]: number[],
): void {
  const out = createBodyMeasure();
  expect(measureDetection(view, { box, score: 1, ...(head && { head }) }, out)).toBe(true);
  const [here, right, below] = [placeAt(u!, v!, z!), placeAt(u! + 1e-3, v!, z!), placeAt(u!, v! + 1e-3, z!)];
  const slope = (other: readonly [number, number], k: 0 | 1): number => (other[k] - here[k]) * 1e3;
  const [ux, uy, vx, vy] = [slope(right, 0) * du!, slope(right, 1) * du!, slope(below, 0) * dv!, slope(below, 1) * dv!];
  const part = z! / 1.6;
  const { mx, my, gx, gy, rxx, rxy, ryy } = out.main;
  expect(mx - gx * 1.6).toBeCloseTo(here[0], 6);
  expect(my - gy * 1.6).toBeCloseTo(here[1], 6);
  expect([gx !== 0, gy !== 0]).toEqual([part !== 0, part !== 0]);
  expect(rxx / (ux * ux + vx * vx + floor! * floor!)).toBeCloseTo(1, 4);
  expect(ryy / (uy * uy + vy * vy + floor! * floor!)).toBeCloseTo(1, 4);
  expect(rxy).toBeCloseTo(ux * uy + vx * vy, 5);
}

test("a head is as unsure as 2 pixels and 1.5 % of the box are there, and 7 cm", () => {
  expectUnsure([600, 0, 80, 400], [640, 300], [640, 300, 1.6], [8, 8, 0.07]);
  expectUnsure([0, 0, 80, 200], [640, 300], [640, 300, 1.6], [5, 5, 0.07]);
});

test("the top of a box is the crown of a head, unsure by 3 pixels and 5 % of it; its foot by 2 and 4 %; and 10 cm", () => {
  const crown = 1.6 * 1.075;
  expectUnsure([600, 320, 80, 400], undefined, [640, 320, crown], [23, 23, 0.1]);
  expectUnsure([600, 0, 80, 400], undefined, [640, 400, 0], [18, 18, 0.1]);
});

test("a box that ends at the picture's side within 2 pixels is of somebody up to half as wide again beside it", () => {
  const foot = (left: number, du: number): void =>
    expectUnsure([left, 0, 80, 400], undefined, [left + 40, 400, 0], [18 + du, 18, 0.1]);
  foot(2, 40);
  foot(3, 0);
  foot(1280 - 82, 40);
  foot(1280 - 83, 0);
  const top = (left: number, du: number): void =>
    expectUnsure([left, 320, 80, 400], undefined, [left + 40, 320, 1.6 * 1.075], [23 + du, 23, 0.1]);
  top(0, 40);
  top(5, 0);
});

test("a box that ends at the picture's top or bottom within 2 pixels tells no head or no foot", () => {
  const told = (top: number, bottom: number): number => {
    const out = createBodyMeasure();
    return measureDetection(view, { box: [600, top, 80, bottom - top], score: 1 }, out) ? out.count : 0;
  };
  const [, top, , height] = whole(4, 3).box;
  expect([told(top, top + height), told(2, top + height), told(top, 718), told(2, 718)]).toEqual([2, 1, 1, 0]);
  expect(told(top, 717)).toBeGreaterThan(0);
});
