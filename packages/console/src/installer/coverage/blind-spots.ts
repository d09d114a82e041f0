import type { FloorPoint } from "@aisle/sdk/store";

/** A connected piece of floor that no camera sees. */
export interface BlindSpot {
  /** Its middle, metres. */
  readonly at: FloorPoint;
  /** Square metres. */
  readonly area: number;
}

const mostListed = 50;

/** The pieces of a grid whose count is 0, largest first. */
export function blindSpotsOf(
  counts: Int16Array,
  columns: number,
  rows: number,
  cell: number,
  minX: number,
  minY: number,
): readonly BlindSpot[] {
  const done = new Uint8Array(counts.length);
  const spots: BlindSpot[] = [];
  for (let start = 0; start < counts.length; start++) {
    if (counts[start] !== 0 || done[start] === 1) continue;
    let cells = 0;
    let x = 0;
    let y = 0;
    const open = [start];
    done[start] = 1;
    for (let i = open.pop(); i !== undefined; i = open.pop()) {
      const column = i % columns;
      const row = Math.floor(i / columns);
      cells++;
      x += column + 0.5;
      y += row + 0.5;
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        if (column + dx < 0 || column + dx >= columns || row + dy < 0 || row + dy >= rows) continue;
        const next = i + dx + dy * columns;
        if (counts[next] !== 0 || done[next] === 1) continue;
        done[next] = 1;
        open.push(next);
      }
    }
    spots.push({ at: [minX + (x / cells) * cell, minY + (y / cells) * cell], area: cells * cell * cell });
  }
  return spots.sort((a, b) => b.area - a.area).slice(0, mostListed);
}
