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
