import type { ShelfModel } from "@aisle/sdk/store";

/** An upright box that blocks the view, axis-aligned, standing on the floor. Metres. */
export interface Obstacle {
  minX: number;
  maxX: number;
  minY: number;
  maxY: number;
  /** Top. */
  z: number;
}

/** Goods stand on the uppermost plate. */
const goodsHeight = 0.15;
/** Plates nearer than this are one piece of furniture. */
const joint = 0.1;

/** The furniture that carries the plates: one box for each shelf's plates that face the same way and touch. */
export function obstaclesOf(shelves: readonly ShelfModel[]): Obstacle[] {
  const found: Obstacle[] = [];
  for (const shelf of shelves) {
    const own: Obstacle[] = [];
    for (const { center, size, facing } of shelf.plates) {
      const [fx, fy] = facing;
      // Width runs across the facing, depth along it; the box is the hull of the turned rectangle.
      const halfX = (Math.abs(fy) * size[0] + Math.abs(fx) * size[1]) / 2;
      const halfY = (Math.abs(fx) * size[0] + Math.abs(fy) * size[1]) / 2;
      join(own, {
        minX: center[0] - halfX,
        maxX: center[0] + halfX,
        minY: center[1] - halfY,
        maxY: center[1] + halfY,
        z: center[2] + goodsHeight,
      });
    }
    found.push(...own);
  }
  return found;
}

function join(boxes: Obstacle[], box: Obstacle): void {
  for (const other of boxes) {
    const apart =
      box.minX > other.maxX + joint ||
      box.maxX < other.minX - joint ||
      box.minY > other.maxY + joint ||
      box.maxY < other.minY - joint;
    if (apart) continue;
    other.minX = Math.min(other.minX, box.minX);
    other.maxX = Math.max(other.maxX, box.maxX);
    other.minY = Math.min(other.minY, box.minY);
    other.maxY = Math.max(other.maxY, box.maxY);
    other.z = Math.max(other.z, box.z);
    return;
  }
  boxes.push(box);
}

/** Whether a box stands between a high point a (a camera) and a point b. */
export function blocked(
  box: Obstacle,
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
): boolean {
  let from = 0;
  let to = 1;
  const dx = bx - ax;
  const dy = by - ay;
  if (dx === 0) {
    if (ax < box.minX || ax > box.maxX) return false;
  } else {
    const p = (box.minX - ax) / dx;
    const q = (box.maxX - ax) / dx;
    from = Math.max(from, Math.min(p, q));
    to = Math.min(to, Math.max(p, q));
  }
  if (dy === 0) {
    if (ay < box.minY || ay > box.maxY) return false;
  } else {
    const p = (box.minY - ay) / dy;
    const q = (box.maxY - ay) / dy;
    from = Math.max(from, Math.min(p, q));
    to = Math.min(to, Math.max(p, q));
  }
  if (from >= to) return false;
  return Math.min(az + (bz - az) * from, az + (bz - az) * to) < box.z;
}
