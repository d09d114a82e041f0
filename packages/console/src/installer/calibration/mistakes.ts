import type { CalibrationPoint, CalibrationRequest, Fit } from "./point.ts";
import { badPixels, clickDeviation, solveCamera, without } from "./solve-camera.ts";

/** Points that do not go together with the others. */
export interface Mistake {
  readonly kind: "outlier" | "swapped";
  /** Which, from 0. */
  readonly points: readonly number[];
}

/** A fit must become so much better by mending a mistake before that is called one. */
const muchBetter = 0.4;
/** Only those that fit worst are tried, and fewer of them as pairs: a person waits for it. */
const mostTried = 16;
const mostPaired = 8;

/**
 * What spoils a fit: two points whose places were mixed up, or one that is wrong. Needs a point more than the camera
 * has unknowns for; `undefined` where the fit is good, or nothing single mends it.
 */
export function findMistake(request: CalibrationRequest, fit: Fit): Mistake | undefined {
  const { points, width, K } = request;
  const spare = K === undefined ? 6 : 5;
  const now = clickDeviation(fit, points.length, K);
  if (now <= badPixels(width) / 2 || points.length < spare) return undefined;
  let best = now * muchBetter;
  let found: Mistake | undefined;
  const weigh = (mistake: Mistake, tried: readonly CalibrationPoint[], handicap: number): void => {
    const next = solveCamera({ ...request, points: tried }).fit;
    const deviation = next === undefined ? Infinity : clickDeviation(next, tried.length, K) * handicap;
    if (deviation >= best) return;
    best = deviation;
    found = mistake;
  };
  const worst = points
    .map((_, i) => i)
    .sort((a, b) => fit.residuals[b]! - fit.residuals[a]!)
    .slice(0, mostTried);
  for (const i of worst) weigh({ kind: "outlier", points: [i] }, without(points, i), 1);
  const paired = worst.slice(0, mostPaired).sort((a, b) => a - b);
  for (const i of paired) {
    for (const j of paired.filter((other) => other > i)) {
      // Mending by a swap keeps all points, so it says more than leaving one out.
      weigh({ kind: "swapped", points: [i, j] }, swapped(points, i, j), 0.7);
    }
  }
  return found;
}

function swapped(points: readonly CalibrationPoint[], i: number, j: number): readonly CalibrationPoint[] {
  const a = points[i]!;
  const b = points[j]!;
  return points.map((point, k) => {
    const clicked = k === i ? b : k === j ? a : point;
    return { ...point, u: clicked.u, v: clicked.v };
  });
}
