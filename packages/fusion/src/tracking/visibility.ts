import { type CameraView, type Projected, project } from "./camera-view.ts";
import { blocked, type Obstacle } from "./gondolas.ts";

/** Half the width of a body, metres. */
const bodyHalfWidth = 0.22;
/** Pixels from the rim within which a detector often misses. */
const rim = 15;
const pixel: Projected = { u: 0, v: 0, depth: 0 };
/** Chance left to be seen with none, one, two or three of head, chest and knees in sight. */
const share = [0.01, 0.25, 0.65, 1];

/** Heights at which a body is probed, as shares of the head's. */
const probes = [1, 0.75, 0.3];

/** A person as an obstacle or as someone to be seen. */
export interface Body {
  readonly x: number;
  readonly y: number;
  /** Height of the head, metres. */
  readonly h: number;
}

/**
 * Share, 0 to 1, of a camera's usual detection rate that a person at a place may expect: less at the rim of the
 * picture, behind furniture and in the shadow of the `others`.
 */
export function visibility(
  view: CameraView,
  obstacles: readonly Obstacle[],
  person: Body,
  others: readonly Body[],
): number {
  let seen = 0;
  let within = 0;
  for (const probe of probes) {
    const z = person.h * probe;
    if (!project(view, person.x, person.y, z, pixel)) continue;
    const { width, height } = view.model;
    if (pixel.u < rim || pixel.v < rim || pixel.u > width - rim || pixel.v > height - rim) continue;
    within++;
    let free = true;
    for (const box of obstacles) {
      if (blocked(box, view.cx, view.cy, view.cz, person.x, person.y, z)) {
        free = false;
        break;
      }
    }
    if (free && !shadowed(view, person, z, others)) seen++;
  }
  if (within === 0) return 0;
  return share[seen] ?? 0;
}

function shadowed(view: CameraView, person: Body, z: number, others: readonly Body[]): boolean {
  const dx = person.x - view.cx;
  const dy = person.y - view.cy;
  const length = Math.hypot(dx, dy);
  if (length < 0.1) return false;
  for (const other of others) {
    if (other === person) continue;
    const ox = other.x - view.cx;
    const oy = other.y - view.cy;
    const along = (ox * dx + oy * dy) / length;
    if (along <= 0.1 || along >= length - 0.15) continue;
    if (Math.abs(ox * dy - oy * dx) / length > bodyHalfWidth) continue;
    if (view.cz + ((z - view.cz) * along) / length < other.h * 1.05) return true;
  }
  return false;
}
