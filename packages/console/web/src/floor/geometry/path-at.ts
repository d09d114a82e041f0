import type { TruthPath } from "../../../../src/wire/index.ts";

/** Index of the last point of a path at or before `t`; −1 before its first. */
export function indexAt(points: TruthPath["points"], t: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (points[mid]![0] <= t) low = mid + 1;
    else high = mid;
  }
  return low - 1;
}

/** Where somebody truly was at `t`, on a straight line between points; `undefined` outside the path. */
export function placeAt(points: TruthPath["points"], t: number): readonly [x: number, y: number] | undefined {
  const i = indexAt(points, t);
  const from = points[i];
  if (from === undefined) return undefined;
  const to = points[i + 1];
  if (to === undefined) return from[0] === t ? [from[1], from[2]] : undefined;
  const u = (t - from[0]) / (to[0] - from[0]);
  return [from[1] + (to[1] - from[1]) * u, from[2] + (to[2] - from[2]) * u];
}
