import type { FloorPoint } from "@aisle/sdk/store";
import { inverse } from "../geometry/linear.ts";
import { type Pinhole, pixelOf, placeAt } from "../geometry/pinhole.ts";
import type { CalibrationPoint, Fit } from "./point.ts";
import { normalsOf } from "./refine.ts";

/** How sure a fit is, from its own covariance: σ² · (JᵀJ)⁻¹. */
export interface Certainty {
  /** Standard deviation of the focal length as a share of it; 0 where it was known. */
  readonly focal: number;
  /** Metres (standard deviation) that a place on the floor may be off because of the calibration alone. */
  readonly floorDeviation: (place: FloorPoint) => number;
}

/** `deviation` is how far a click is off, pixels. `undefined` where the points leave the camera free. */
export function certaintyOf(
  fit: Fit,
  points: readonly CalibrationPoint[],
  focal: boolean,
  deviation: number,
): Certainty | undefined {
  const { camera } = fit;
  const covariance = inverse(normalsOf(camera, points, focal).jtj);
  if (covariance === undefined || covariance.some((row, i) => !(row[i]! >= 0))) return undefined;
  return {
    focal: focal ? Math.sqrt(covariance[6]![6]!) * deviation : 0,
    floorDeviation: ([x, y]) => Math.sqrt(pixelVariance(camera, covariance, x, y, focal)) * deviation,
  };
}

/** The pixel of the place wanders with the parameters; what that is on the floor follows from the picture around it. */
function pixelVariance(camera: Pinhole, covariance: readonly number[][], x: number, y: number, focal: boolean): number {
  const seen = { u: 0, v: 0, x, y };
  const { jtr: atZero } = normalsOf(camera, [seen], focal);
  if (!atZero.every(Number.isFinite)) return Infinity;
  // The gradient of each pixel coordinate, read off the normal equations with a residual of one pixel in it.
  const gradient = (u: number, v: number): readonly number[] =>
    normalsOf(camera, [{ ...seen, u, v }], focal).jtr.map((value, i) => atZero[i]! - value);
  const [gu, gv] = [gradient(1, 0), gradient(0, 1)];
  const form = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, i) => sum + value * covariance[i]!.reduce((inner, c, j) => inner + c * b[j]!, 0), 0);
  const pixel = pixelOf(camera, [x, y, 0]);
  if (pixel === undefined) return Infinity;
  const { u, v } = pixel;
  const here = placeAt(camera, u, v);
  const right = placeAt(camera, u + 0.1, v);
  const below = placeAt(camera, u, v + 0.1);
  if (here === undefined || right === undefined || below === undefined) return Infinity;
  const du = [(right[0] - here[0]) * 10, (right[1] - here[1]) * 10] as const;
  const dv = [(below[0] - here[0]) * 10, (below[1] - here[1]) * 10] as const;
  return (
    form(gu, gu) * (du[0] * du[0] + du[1] * du[1]) +
    form(gv, gv) * (dv[0] * dv[0] + dv[1] * dv[1]) +
    2 * form(gu, gv) * (du[0] * dv[0] + du[1] * dv[1])
  );
}
