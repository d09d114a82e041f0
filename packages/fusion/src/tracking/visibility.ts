import { type CameraView, type Projected, project } from "./camera-view.ts";
import { blocked, type Obstacle } from "./gondolas.ts";

/** Half the width of a body, metres. */
const bodyHalfWidth = 0.22;
/** Pixels from the rim within which a detector often misses. */
const rim = 15;
const pixel: Projected = { u: 0, v: 0, depth: 0 };
/**
 * How much of a body is in sight: 0 to 3 of head, chest and knees past furniture and the picture's rim; or, where
 * other people stand in the way, 4 for partly and 5 for wholly hidden by them. −1 where the camera cannot see.
 */
export const outOfView = -1;
export const fullView = 3;
/** How often a detector sees somebody of each class, until it has shown better. */
export const usualRates = [0.02, 0.25, 0.6, 0.85, 0.5, 0.25] as const;

/** Heights at which a body is probed, as shares of the head's. */
const probes = [1, 0.75, 0.3];

/** A person as an obstacle or as someone to be seen. */
export interface Body {
  x: number;
  y: number;
  /** Height of the middle of the head, metres. */
  h: number;
}

/** In which class of sight a person at a place is for a camera, with the `others` about. */
export function sightClass(
  view: CameraView,
  obstacles: readonly Obstacle[],
  person: Body,
  others: readonly Body[],
): number {
  let within = 0;
  let free = 0;
  let clear = 0;
  for (const probe of probes) {
    const z = person.h * probe;
    if (!project(view, person.x, person.y, z, pixel)) continue;
    const { width, height } = view.model;
    if (pixel.u < rim || pixel.v < rim || pixel.u > width - rim || pixel.v > height - rim) continue;
    within++;
    if (behindFurniture(view, obstacles, person, z)) continue;
    free++;
    if (!shadowed(view, person, z, others)) clear++;
  }
  if (within === 0) return outOfView;
  if (clear === free) return free;
  return clear > 0 ? 4 : 5;
}

function behindFurniture(view: CameraView, obstacles: readonly Obstacle[], person: Body, z: number): boolean {
  for (const box of obstacles) {
    if (blocked(box, view.cx, view.cy, view.cz, person.x, person.y, z)) return true;
  }
  return false;
}

function shadowed(view: CameraView, person: Body, z: number, others: readonly Body[]): boolean {
  const dx = person.x - view.cx;
  const dy = person.y - view.cy;
  const length = Math.hypot(dx, dy);
  if (length < 0.1) return false;
  for (const other of others) {
    const ox = other.x - view.cx;
    const oy = other.y - view.cy;
    const along = (ox * dx + oy * dy) / length;
    // Not the person as their own shadow.
    if (along <= 0.1 || along >= length - 0.15) continue;
    if (Math.abs(ox * dy - oy * dx) / length > bodyHalfWidth) continue;
    if (view.cz + ((z - view.cz) * along) / length < other.h * 1.05) return true;
  }
  return false;
}
