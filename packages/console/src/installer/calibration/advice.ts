import type { CalibrationPoint } from "./point.ts";

/** Where the next point helps most. */
export interface PointAdvice {
  /** Pixels: the middle of the part that lacks one. */
  readonly u: number;
  readonly v: number;
  /** In words, such as `bottom left`. */
  readonly part: string;
}

const columns = ["left", "middle", "right"] as const;
const rows = ["top", "middle", "bottom"] as const;

/**
 * Which ninth of the picture still lacks a point: the empty one furthest from every point. `sees` tells where the floor
 * is in the picture, once that is known; `undefined` when each part that shows floor has a point.
 */
export function adviseNextPoint(
  points: readonly Pick<CalibrationPoint, "u" | "v">[],
  width: number,
  height: number,
  sees: (u: number, v: number) => boolean = () => true,
): PointAdvice | undefined {
  let best: PointAdvice | undefined;
  let furthest = -1;
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      const taken = points.some(
        ({ u, v }) => Math.floor((3 * u) / width) === column && Math.floor((3 * v) / height) === row,
      );
      if (taken) continue;
      // Corners say more than edges: aim at the outer part of an outer ninth.
      const u = width * [0.12, 0.5, 0.88][column]!;
      const v = height * [0.15, 0.5, 0.85][row]!;
      if (!sees(u, v)) continue;
      const away = points.reduce((least, point) => Math.min(least, Math.hypot(point.u - u, point.v - v)), 1e6);
      if (away <= furthest) continue;
      furthest = away;
      best = { u, v, part: partName(row, column) };
    }
  }
  return best;
}

function partName(row: number, column: number): string {
  if (row === 1 && column === 1) return "middle";
  if (row === 1) return columns[column]!;
  if (column === 1) return rows[row]!;
  return `${rows[row]!} ${columns[column]!}`;
}
