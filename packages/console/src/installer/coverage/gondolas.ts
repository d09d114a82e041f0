import type { ShelfModel } from "@aisle/sdk/store";
import type { Vector3 } from "../geometry/matrix3.ts";

/** An upright box on the floor that blocks the view: metres, `top` its height. */
export interface Gondola {
  minX: number;
  maxX: number;
  minY: number;
  maxY: number;
  top: number;
}

/** Goods stand on the uppermost plate; plates nearer than `joint` are one piece of furniture. As fusion takes it. */
const goods = 0.15;
const joint = 0.1;

/** The furniture that carries the plates of each shelf. */
export function gondolasOf(shelves: readonly ShelfModel[]): readonly Gondola[] {
  return shelves.flatMap((shelf) => {
    const own: Gondola[] = [];
    for (const { center, size, facing } of shelf.plates) {
      const [fx, fy] = [Math.abs(facing[0]), Math.abs(facing[1])];
      const halfX = (fy * size[0] + fx * size[1]) / 2;
      const halfY = (fx * size[0] + fy * size[1]) / 2;
      const [x, y, z] = center;
      join(own, { minX: x - halfX, maxX: x + halfX, minY: y - halfY, maxY: y + halfY, top: z + goods });
    }
    return own;
  });
}

function join(boxes: Gondola[], box: Gondola): void {
  const near = boxes.find(
    (other) =>
      box.minX <= other.maxX + joint &&
      box.maxX >= other.minX - joint &&
      box.minY <= other.maxY + joint &&
      box.maxY >= other.minY - joint,
  );
  if (near === undefined) {
    boxes.push(box);
    return;
  }
  near.minX = Math.min(near.minX, box.minX);
  near.maxX = Math.max(near.maxX, box.maxX);
  near.minY = Math.min(near.minY, box.minY);
  near.maxY = Math.max(near.maxY, box.maxY);
  near.top = Math.max(near.top, box.top);
}

/** Whether a gondola stands between two places: the line crosses its outline below its top. */
export function blocks(box: Gondola, a: Vector3, b: Vector3): boolean {
  let from = 0;
  let to = 1;
  for (const [start, end, low, high] of [
    [a[0], b[0], box.minX, box.maxX],
    [a[1], b[1], box.minY, box.maxY],
  ] as const) {
    const way = end - start;
    if (way === 0) {
      if (start < low || start > high) return false;
      continue;
    }
    const p = (low - start) / way;
    const q = (high - start) / way;
    from = Math.max(from, Math.min(p, q));
    to = Math.min(to, Math.max(p, q));
  }
  if (from >= to) return false;
  return Math.min(a[2] + (b[2] - a[2]) * from, a[2] + (b[2] - a[2]) * to) < box.top;
}
