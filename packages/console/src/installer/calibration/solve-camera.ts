import type { Matrix3 } from "@aisle/sdk/store";
import { cameraCentre } from "../geometry/pinhole.ts";
import type { CalibrationPoint, CalibrationRequest, Fit } from "./point.ts";
import { refine } from "./refine.ts";
import { startCameras } from "./start.ts";

/** The best camera from everywhere that a fit may begin. `below`: it fits only from below the floor, as a mirrored plan does. */
export function solveCamera(request: CalibrationRequest): { readonly fit?: Fit; readonly below: boolean } {
  const { points, width, height, K } = request;
  let best: Fit | undefined;
  let under: Fit | undefined;
  for (const start of startCameras(points, width, height, K)) {
    const fit = refine(start, points, K === undefined);
    if (fit === undefined || !sensible(fit, width)) continue;
    if (cameraCentre(fit.camera)[2] > lowestCamera) {
      if (best === undefined || fit.cost < best.cost) best = fit;
    } else if (under === undefined || fit.cost < under.cost) under = fit;
  }
  const bad = (fit: Fit): boolean => fit.cost / points.length > badPixels(width) * badPixels(width);
  const below = under !== undefined && (best === undefined || (bad(best) && under.cost < best.cost / 4));
  return best === undefined ? { below } : { fit: best, below };
}

/** A camera lower than this over the floor, metres, is none. */
const lowestCamera = 0.3;

function sensible({ camera, cost }: Fit, width: number): boolean {
  const focal = camera.K[0][0] / width;
  return Number.isFinite(cost) && focal > 0.1 && focal < 20 && camera.t.every((part) => Math.abs(part) < 1e4);
}

/** Clicks further off than this are mistakes, not noise: 6 px in a picture 1280 px wide. */
export function badPixels(width: number): number {
  return Math.max(4, (6 * width) / 1280);
}

/** Pixels that a click seems to be off, which also counts what the fit could bend to. */
export function clickDeviation(fit: Fit, points: number, K: Matrix3 | undefined): number {
  const freedom = 2 * points - (K === undefined ? 7 : 6);
  return freedom > 0 ? Math.sqrt(fit.cost / freedom) : 0;
}

/** All points but some. */
export function without(points: readonly CalibrationPoint[], ...gone: readonly number[]): readonly CalibrationPoint[] {
  return points.filter((_, i) => !gone.includes(i));
}
