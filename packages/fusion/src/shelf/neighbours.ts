import type { PlateModel, ShelfModel } from "@aisle/sdk/store";

/** Which plates lie side by side: the neighbours of plate `p` are `list[start[p]]` to `list[start[p + 1] - 1]`, ascending. */
export interface Neighbours {
  readonly start: Int32Array;
  readonly list: Int32Array;
}

/** Metres between the edges of two plates that one thing can still lie across. */
const gap = 0.06;
/** Metres of height between plates that still make one surface. */
const sill = 0.08;

/**
 * Whether two plates make one surface: the same height, the same front, and at most 6 cm from edge to edge. From
 * geometry alone, for the order of plates within a shelf means nothing.
 */
export function areNeighbours(a: PlateModel, b: PlateModel): boolean {
  const dx = b.center[0] - a.center[0];
  const dy = b.center[1] - a.center[1];
  if (Math.abs(b.center[2] - a.center[2]) > sill) return false;
  const [fx, fy] = a.facing;
  if (fx * b.facing[0] + fy * b.facing[1] < 0.7) return false;
  const along = Math.abs(dy * fx - dx * fy);
  const across = Math.abs(dx * fx + dy * fy);
  return along <= (a.size[0] + b.size[0]) / 2 + gap && across <= (a.size[1] + b.size[1]) / 2 + gap;
}

/** The neighbours of every plate of a shelf, found once when the stage is made. */
export function findNeighbours(shelf: ShelfModel): Neighbours {
  const start = new Int32Array(shelf.plates.length + 1);
  const list: number[] = [];
  for (const [p, plate] of shelf.plates.entries()) {
    for (const [q, other] of shelf.plates.entries()) if (p !== q && areNeighbours(plate, other)) list.push(q);
    start[p + 1] = list.length;
  }
  return { start, list: Int32Array.from(list) };
}
