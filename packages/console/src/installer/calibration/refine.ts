import type { Matrix3 } from "@aisle/sdk/store";
import { solve } from "../geometry/linear.ts";
import { orthonormal, product, rotationBy, times } from "../geometry/matrix3.ts";
import { type Pinhole, pixelOf } from "../geometry/pinhole.ts";
import type { CalibrationPoint, Fit } from "./point.ts";

const mostSteps = 60;

/** What the residuals weigh together: JᵀJ and Jᵀr of the pixel errors. Parameters: turn (3), shift (3), log of the focal length. */
export interface Normals {
  readonly jtj: number[][];
  readonly jtr: number[];
}

/** How a camera fits points; `undefined` where it has one behind it. */
function fitOf(camera: Pinhole, points: readonly CalibrationPoint[]): Fit | undefined {
  const residuals: number[] = [];
  let cost = 0;
  for (const { u, v, x, y, z = 0 } of points) {
    const seen = pixelOf(camera, [x, y, z]);
    if (seen === undefined) return undefined;
    const squared = (seen.u - u) * (seen.u - u) + (seen.v - v) * (seen.v - v);
    cost += squared;
    residuals.push(Math.sqrt(squared));
  }
  return Number.isFinite(cost) ? { camera, residuals, cost } : undefined;
}

/** Least squares of the pixel errors by Levenberg and Marquardt's method, over the pose and, with `focal`, the focal length. */
export function refine(start: Pinhole, points: readonly CalibrationPoint[], focal: boolean): Fit | undefined {
  const first = fitOf(start, points);
  if (first === undefined) return undefined;
  let best: Fit = first;
  let damping = 1e-3;
  for (let step = 0; step < mostSteps; step++) {
    const { jtj, jtr } = normalsOf(best.camera, points, focal);
    const damped = jtj.map((row, i) => row.map((value, j) => (i === j ? value * (1 + damping) + 1e-12 : value)));
    const move = solve(
      damped,
      jtr.map((value) => -value),
    );
    const next: Fit | undefined = move === undefined ? undefined : fitOf(moved(best.camera, move), points);
    if (next === undefined || next.cost >= best.cost) {
      damping *= 8;
      if (damping > 1e9) break;
      continue;
    }
    const gain = best.cost - next.cost;
    best = next;
    damping = Math.max(damping / 8, 1e-12);
    if (gain <= 1e-10 * (1 + best.cost)) break;
  }
  return best;
}

function moved({ K, R, t }: Pinhole, move: readonly number[]): Pinhole {
  const [a = 0, b = 0, c = 0, x = 0, y = 0, z = 0, stretch = 0] = move;
  // A bounded stretch keeps a bad step from leaving the numbers that can be said.
  const by = Math.exp(Math.max(-1, Math.min(1, stretch)));
  const longer: Matrix3 = [
    [K[0][0] * by, K[0][1] * by, K[0][2]],
    [0, K[1][1] * by, K[1][2]],
    [0, 0, 1],
  ];
  return { K: longer, R: orthonormal(product(rotationBy([a, b, c]), R)), t: [t[0] + x, t[1] + y, t[2] + z] };
}

/** The normal equations at a camera. Left perturbation of the turn: d(R·X) = ω × (R·X). */
export function normalsOf(camera: Pinhole, points: readonly CalibrationPoint[], focal: boolean): Normals {
  const n = focal ? 7 : 6;
  const jtj = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const jtr = new Array<number>(n).fill(0);
  for (const point of points) {
    for (const { row, residual } of rowsOf(camera, point, focal)) {
      for (let i = 0; i < n; i++) {
        jtr[i]! += row[i]! * residual;
        for (let j = 0; j < n; j++) jtj[i]![j]! += row[i]! * row[j]!;
      }
    }
  }
  return { jtj, jtr };
}

function rowsOf({ K, R, t }: Pinhole, point: CalibrationPoint, focal: boolean): { row: number[]; residual: number }[] {
  const [x, y, z] = times(R, [point.x, point.y, point.z ?? 0]);
  const depth = z + t[2];
  const px = (x + t[0]) / depth;
  const py = (y + t[1]) / depth;
  const rows: { row: number[]; residual: number }[] = [];
  for (const axis of [0, 1] as const) {
    // Derivatives of this pixel coordinate by the camera coordinates.
    const dx = axis === 0 ? K[0][0] / depth : 0;
    const dy = (axis === 0 ? K[0][1] : K[1][1]) / depth;
    const value = axis === 0 ? K[0][0] * px + K[0][1] * py : K[1][1] * py;
    const dz = -value / depth;
    const row = [dz * y - dy * z, dx * z - dz * x, dy * x - dx * y, dx, dy, dz];
    if (focal) row.push(value);
    rows.push({ row, residual: value + K[axis][2] - (axis === 0 ? point.u : point.v) });
  }
  return rows;
}
