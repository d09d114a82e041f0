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

/** The part of a line of sight that runs over a box: shares of the way from the camera. */
export interface Crossing {
  from: number;
  to: number;
}

/** Whether the way over the floor from a (a camera) to b crosses a box; where, is written into `out`. */
export function crosses(box: Obstacle, ax: number, ay: number, bx: number, by: number, out: Crossing): boolean {
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
  out.from = from;
  out.to = to;
  return from < to;
}

/** Whether a line of sight from height `az` to height `bz` is lower than the top of a box it crosses. */
export function dips({ z }: Obstacle, { from, to }: Crossing, az: number, bz: number): boolean {
  return Math.min(az + (bz - az) * from, az + (bz - az) * to) < z;
}
