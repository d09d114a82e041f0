import type { CalibrationPoint } from "./point.ts";

/** A set of places whose narrow side is less than this share of its long side lies on a line. */
const thin = 0.06;

/** How far points reach across their longest direction and how narrow they are (ratio of standard deviations). */
function shape(points: readonly (readonly [number, number])[]): { readonly long: number; readonly ratio: number } {
  const n = points.length;
  const mx = points.reduce((sum, [x]) => sum + x, 0) / n;
  const my = points.reduce((sum, [, y]) => sum + y, 0) / n;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const [x, y] of points) {
    xx += (x - mx) * (x - mx);
    xy += (x - mx) * (y - my);
    yy += (y - my) * (y - my);
  }
  const middle = (xx + yy) / 2;
  const half = Math.hypot((xx - yy) / 2, xy);
  const long = Math.sqrt(Math.max(0, middle + half) / n);
  return { long, ratio: long > 0 ? Math.sqrt(Math.max(0, middle - half) / n) / long : 0 };
}

/** Where points lie (nearly) on one line, in the store or only in the picture: a plane cannot be told from them. */
export function onOneLine(points: readonly CalibrationPoint[]): "store" | "picture" | undefined {
  if (shape(points.map(({ x, y }) => [x, y])).ratio < thin) return "store";
  return shape(points.map(({ u, v }) => [u, v])).ratio < thin ? "picture" : undefined;
}

/** All but one of the points, from 0, that lie on one line, which leaves a plane just as free to tilt; and where they do. */
export function almostOnOneLine(
  points: readonly CalibrationPoint[],
): { readonly points: readonly number[]; readonly where: "store" | "picture" } | undefined {
  const all = points.map((_, i) => i);
  for (const left of all.toReversed()) {
    const others = all.filter((i) => i !== left);
    const where = onOneLine(others.map((i) => points[i]!));
    if (where !== undefined) return { points: others, where };
  }
  return undefined;
}

/** Whether the points only cover a corner of the picture: less than a third of its width and of its height. */
export function inOneCorner(points: readonly CalibrationPoint[], width: number, height: number): boolean {
  const span = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  return span(points.map(({ u }) => u)) < width / 3 && span(points.map(({ v }) => v)) < height / 3;
}

/** Two points at one place in the store or at one pixel. */
export function doubled(points: readonly CalibrationPoint[]): readonly [number, number] | undefined {
  for (let i = 0; i < points.length; i++) {
    for (let j = i + 1; j < points.length; j++) {
      const a = points[i]!;
      const b = points[j]!;
      const apart = Math.hypot(a.x - b.x, a.y - b.y, (a.z ?? 0) - (b.z ?? 0));
      if (apart < 0.02 || Math.hypot(a.u - b.u, a.v - b.v) < 2) return [i, j];
    }
  }
  return undefined;
}
