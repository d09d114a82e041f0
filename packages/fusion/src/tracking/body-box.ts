import type { CameraView, Projected } from "./camera-view.ts";
import { project } from "./camera-view.ts";

/** The box around a body in a picture, pixels; possibly beyond the picture. */
export interface BodyBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A standing body is close to an upright cylinder of this radius, metres. */
const radius = 0.2;
/** The crown of the head is so much higher than its middle. */
export const crown = 1.075;
const corner: Projected = { u: 0, v: 0, depth: 0 };
const around = [
  [radius, 0],
  [0, radius],
  [-radius, 0],
  [0, -radius],
] as const;

/** The box in which a camera would see somebody, within the picture; `false` when it would not. */
export function bodyBox(view: CameraView, x: number, y: number, h: number, out: BodyBox): boolean {
  out.left = Infinity;
  out.top = Infinity;
  out.right = -Infinity;
  out.bottom = -Infinity;
  for (const [dx, dy] of around) {
    for (const z of [0, h * crown]) {
      if (!project(view, x + dx, y + dy, z, corner)) return false;
      out.left = Math.min(out.left, corner.u);
      out.right = Math.max(out.right, corner.u);
      out.top = Math.min(out.top, corner.v);
      out.bottom = Math.max(out.bottom, corner.v);
    }
  }
  out.left = Math.max(0, out.left);
  out.top = Math.max(0, out.top);
  out.right = Math.min(view.model.width, out.right);
  out.bottom = Math.min(view.model.height, out.bottom);
  return out.right > out.left && out.bottom > out.top;
}

/**
 * How well a partial view fits a body: 0 to 1, the share of the seen box that lies within the body's, and a little
 * for how much of the body it covers. What covers a body cuts its box but never widens it.
 */
export function partialFit(body: BodyBox, seen: readonly [number, number, number, number]): number {
  const [left, top, width, height] = seen;
  const w = Math.min(body.right, left + width) - Math.max(body.left, left);
  const h = Math.min(body.bottom, top + height) - Math.max(body.top, top);
  if (w <= 0 || h <= 0) return 0;
  const shared = w * h;
  const own = (body.right - body.left) * (body.bottom - body.top);
  return 0.7 * (shared / Math.max(1, width * height)) + 0.3 * (shared / own);
}
