import type { Detection, Pose } from "@aisle/sdk";
import { crown } from "./body-box.ts";
import { type CameraView, type Sight, sightThrough } from "./camera-view.ts";
import { headHeight, type Measurement } from "./motion.ts";

/** What one detection says about where a person is: at most a line of sight to the head and one to the feet. */
export interface BodyMeasure {
  /** The surer of the two is `main`. */
  main: Measurement;
  second: Measurement;
  /** How many of the two are set. */
  count: number;
  /** The box is too low or too high for somebody who stands, so something hides one end of it, and nobody knows which. */
  cut: boolean;
}

/** Room for one detection's measures. */
export function createBodyMeasure(): BodyMeasure {
  const blank = (): Measurement => ({ mx: 0, my: 0, gx: 0, gy: 0, rxx: 0, rxy: 0, ryy: 0 });
  return { main: blank(), second: blank(), count: 0, cut: false };
}

/** Heads of standing and bending people, metres; feet that would put the head elsewhere are not feet. */
const lowestHead = 1.25;
const highestHead = 2;
/** What calibration, gait and the body's own width leave, metres. */
const headFloor = 0.07;
const footFloor = 0.1;
/** A line of sight to a height less than so far below the camera is too flat, metres. */
const leastDrop = 0.2;
/** A box ends "at" the picture's edge within so many pixels. */
const edge = 2;
/** Of a sensor that measures heads itself: 8 cm, square metres. */
const poseVariance = 0.0064;
/** Errors of boxes in pixels: shares of their height, and what is left of the smallest. */
const footBlur = 0.04;
const topBlur = 0.05;
const topFlat = 3;

const sight: Sight = { gx: 0, gy: 0, length: 0, down: false };

/** Turns pixels (u ± du, v ± dv) of something at about `z` metres, `part` of the head's height, into a measure. */
function look(
  view: CameraView,
  u: number,
  v: number,
  du: number,
  dv: number,
  part: number,
  floor: number,
  out: Measurement,
): boolean {
  const drop = view.cz - part * headHeight;
  sightThrough(view, u, v, sight);
  if (!sight.down || !(drop >= leastDrop)) return false;
  const { gx, gy } = sight;
  const { rays } = view;
  // How far the line of sight moves at that height with a pixel to the right, and with one down.
  const perPixel = drop * sight.length;
  const ux = (rays[0]! + gx * rays[6]!) * perPixel * du;
  const uy = (rays[3]! + gy * rays[6]!) * perPixel * du;
  const vx = (rays[1]! + gx * rays[7]!) * perPixel * dv;
  const vy = (rays[4]! + gy * rays[7]!) * perPixel * dv;
  out.mx = view.cx + gx * view.cz;
  out.my = view.cy + gy * view.cz;
  out.gx = gx * part;
  out.gy = gy * part;
  out.rxx = ux * ux + vx * vx + floor * floor;
  out.rxy = ux * uy + vx * vy;
  out.ryy = uy * uy + vy * vy + floor * floor;
  return true;
}

/** Measures a camera's detection; `false` when nothing of it tells a place on the floor. */
export function measureDetection(view: CameraView, seen: Detection, out: BodyMeasure): boolean {
  const left = seen.box[0];
  const top = seen.box[1];
  const width = seen.box[2];
  const height = seen.box[3];
  const { model } = view;
  const u = left + width / 2;
  const bottom = top + height;
  const sideCut = Math.abs(left) <= edge || Math.abs(left + width - model.width) <= edge;
  const topCut = Math.abs(top) <= edge;
  const bottomCut = Math.abs(bottom - model.height) <= edge;
  const wide = sideCut ? width / 2 : 0;
  let headSeen = false;
  if (seen.head) {
    const blur = 2 + 0.015 * height;
    headSeen = look(view, seen.head[0], seen.head[1], blur, blur, 1, headFloor, out.main);
  } else if (!topCut) {
    headSeen = look(
      view,
      u,
      top,
      topFlat + topBlur * height + wide,
      topFlat + topBlur * height,
      crown,
      footFloor,
      out.main,
    );
  }
  let footSeen = false;
  if (!bottomCut) {
    footSeen = look(view, u, bottom, 2 + footBlur * height + wide, 2 + footBlur * height, 0, footFloor, out.second);
  }
  const whole = headSeen && footSeen && plausible(out.main, out.second);
  out.cut = headSeen && footSeen && !whole && !seen.head;
  if (headSeen) footSeen = whole;
  if (whole) {
    if (!seen.head && spread(out.second) < spread(out.main)) swap(out);
    out.count = 2;
    return true;
  }
  if (footSeen) swap(out);
  out.count = headSeen || footSeen ? 1 : 0;
  return out.count > 0;
}

/** Measures a pose: the head is where the person is. `false` when it is nowhere. */
export function measurePose(seen: Pose, out: BodyMeasure): boolean {
  const { main } = out;
  main.mx = seen.head[0];
  main.my = seen.head[1];
  main.gx = 0;
  main.gy = 0;
  main.rxx = poseVariance;
  main.rxy = 0;
  main.ryy = poseVariance;
  out.count = 1;
  out.cut = false;
  return Number.isFinite(main.mx + main.my);
}

/** How uncertain a place is, square metres, with the unknown height in it. */
function spread(m: Measurement): number {
  return m.rxx + m.ryy + 0.0144 * (m.gx * m.gx + m.gy * m.gy);
}

/** Whether feet seen there would carry the head at a person's height. */
function plausible(head: Measurement, foot: Measurement): boolean {
  const slope = head.gx * head.gx + head.gy * head.gy;
  if (slope < 0.01) return true;
  const height = (head.gx * (head.mx - foot.mx) + head.gy * (head.my - foot.my)) / slope;
  const slack = Math.sqrt(spread(foot) / slope) * 0.5;
  return height > lowestHead - slack && height < highestHead + slack;
}

function swap(out: BodyMeasure): void {
  const { main } = out;
  out.main = out.second;
  out.second = main;
}
