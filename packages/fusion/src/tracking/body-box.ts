import { type CameraView, nearest } from "./camera-view.ts";

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
/** The box in which a camera would see somebody, within the picture; `false` when it would not. */
export function bodyBox({ pixels: p, model }: CameraView, x: number, y: number, h: number, out: BodyBox): boolean {
  out.left = Infinity;
  out.top = Infinity;
  out.right = -Infinity;
  out.bottom = -Infinity;
  for (let end = 0; end < 2; end++) {
    const z = end * h * crown;
    const u = p[0]! * x + p[1]! * y + p[2]! * z + p[3]!;
    const v = p[4]! * x + p[5]! * y + p[6]! * z + p[7]!;
    const depth = p[8]! * x + p[9]! * y + p[10]! * z + p[11]!;
    for (let axis = 0; axis < 2; axis++) {
      const du = radius * p[axis]!;
      const dv = radius * p[4 + axis]!;
      const dd = radius * p[8 + axis]!;
      if (depth - Math.abs(dd) < nearest) return false;
      widen(out, (u + du) / (depth + dd), (v + dv) / (depth + dd));
      widen(out, (u - du) / (depth - dd), (v - dv) / (depth - dd));
    }
  }
  out.left = Math.max(0, out.left);
  out.top = Math.max(0, out.top);
  out.right = Math.min(model.width, out.right);
  out.bottom = Math.min(model.height, out.bottom);
  return out.right > out.left && out.bottom > out.top;
}

function widen(out: BodyBox, u: number, v: number): void {
  if (u < out.left) out.left = u;
  if (u > out.right) out.right = u;
  if (v < out.top) out.top = v;
  if (v > out.bottom) out.bottom = v;
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
