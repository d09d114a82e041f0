import type { Matrix3 } from "@aisle/sdk/store";
import { smallestEigenvector } from "../geometry/linear.ts";
import { product } from "../geometry/matrix3.ts";
import type { CalibrationPoint } from "./point.ts";

/**
 * The projective map from a plane (x, y in metres) to the picture: direct linear transform with Hartley's
 * normalisation (Hartley & Zisserman, Multiple View Geometry, algorithm 4.2). Needs four points of one height.
 */
export function homographyOf(points: readonly CalibrationPoint[]): Matrix3 | undefined {
  const from = normalise(points.map(({ x, y }) => [x, y]));
  const to = normalise(points.map(({ u, v }) => [u, v]));
  if (from === undefined || to === undefined) return undefined;
  const sums = Array.from({ length: 9 }, () => new Array<number>(9).fill(0));
  from.points.forEach(([x, y], i) => {
    const [u, v] = to.points[i]!;
    add(sums, [x, y, 1, 0, 0, 0, -u * x, -u * y, -u]);
    add(sums, [0, 0, 0, x, y, 1, -v * x, -v * y, -v]);
  });
  const [a, b, c, d, e, f, g, h, i] = smallestEigenvector(sums) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const normalised: Matrix3 = [
    [a, b, c],
    [d, e, f],
    [g, h, i],
  ];
  const { scale: s, mx, my } = to;
  const back: Matrix3 = [
    [1 / s, 0, mx],
    [0, 1 / s, my],
    [0, 0, 1],
  ];
  const there: Matrix3 = [
    [from.scale, 0, -from.scale * from.mx],
    [0, from.scale, -from.scale * from.my],
    [0, 0, 1],
  ];
  const found = product(back, product(normalised, there));
  return found.flat().every(Number.isFinite) ? found : undefined;
}

function normalise(
  points: readonly (readonly [number, number])[],
): { points: readonly (readonly [number, number])[]; scale: number; mx: number; my: number } | undefined {
  const n = points.length;
  const mx = points.reduce((sum, [x]) => sum + x, 0) / n;
  const my = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const away = points.reduce((sum, [x, y]) => sum + Math.hypot(x - mx, y - my), 0) / n;
  if (!(away > 1e-9)) return undefined;
  const scale = Math.SQRT2 / away;
  return { points: points.map(([x, y]) => [scale * (x - mx), scale * (y - my)] as const), scale, mx, my };
}

function add(sums: number[][], row: readonly number[]): void {
  for (let i = 0; i < 9; i++) for (let j = 0; j < 9; j++) sums[i]![j]! += row[i]! * row[j]!;
}
