import type { Solid } from "../layout/index.ts";

/** A standing body, as far as it hides what is behind it. Metres. */
export interface Body {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** Radius of a body, as a camera sees it and as it hides others. Metres. */
export const bodyRadius = 0.25;
const hidingRadius = 0.2;
/** What of a body hides its own hands. Metres. */
export const trunkRadius = 0.14;

type Point = readonly [x: number, y: number, z: number];

/** Whether furniture stands between two points. */
export function hiddenBySolid(from: Point, x: number, y: number, z: number, solids: readonly Solid[]): boolean {
  for (const solid of solids) if (crosses(from, x - from[0], y - from[1], z - from[2], solid)) return true;
  return false;
}

/** Whether a stretch goes through an upright box: one pair of planes after the other (Kay and Kajiya, 1986). */
function crosses(from: Point, dx: number, dy: number, dz: number, solid: Solid): boolean {
  // The camera hangs above the furniture, so that every stretch goes down.
  const enterZ = dz < 0 ? (solid.height - from[2]) / dz : 0;
  if (enterZ >= 1) return false;
  const ax = (solid.x0 - from[0]) / dx;
  const bx = (solid.x1 - from[0]) / dx;
  const ay = (solid.y0 - from[1]) / dy;
  const by = (solid.y1 - from[1]) / dy;
  return Math.max(0, enterZ, Math.min(ax, bx), Math.min(ay, by)) < Math.min(1, Math.max(ax, bx), Math.max(ay, by));
}

/** Whether a body stands between two points. */
export function hiddenByBody(from: Point, x: number, y: number, z: number, body: Body, radius = hidingRadius): boolean {
  const dx = x - from[0];
  const dy = y - from[1];
  const length = dx * dx + dy * dy;
  if (length < 1e-9) return false;
  const share = ((body.x - from[0]) * dx + (body.y - from[1]) * dy) / length;
  if (share <= 0 || share >= 1) return false;
  const offX = from[0] + share * dx - body.x;
  const offY = from[1] + share * dy - body.y;
  if (offX * offX + offY * offY > radius * radius) return false;
  return from[2] + share * (z - from[2]) < body.height;
}
