import type { TruthOverlay, TruthPath } from "../wire/index.ts";
import type { ReplayTruth } from "./replay-truth.ts";

/** Milliseconds from point to point of a path: the page draws no finer. */
const finest = 100;
/** Points of all paths together; at about 27 bytes each, what a page loads stays below 2 MB. */
const mostPoints = 65_000;

/** What really happened, as a page draws it: paths at 10 points a second or fewer, to the centimetre. */
export function truthOverlay(truth: ReplayTruth): Omit<TruthOverlay, "judged"> {
  const { receipts, interactions } = truth;
  return { paths: pathsOf(truth), interactions, receipts };
}

function pathsOf({ paths, t0 }: ReplayTruth): readonly TruthPath[] {
  for (let every = finest; ; every *= 2) {
    let points = 0;
    const thinned = Object.entries(paths).map(([person, path]): TruthPath => {
      const kept = thin(path, every);
      points += kept.length;
      return { person, points: kept.map(([ms, x, y]) => [Math.round(t0 + ms), centimetres(x), centimetres(y)]) };
    });
    // One point a person and more is what the coarsest can do.
    if (points <= mostPoints || points <= thinned.length * 2) return thinned;
  }
}

/** Every point that lies `every` ms or more after the last one kept, and the last of all. */
function thin<P extends readonly [number, number, number]>(path: readonly P[], every: number): readonly P[] {
  let next = Number.NEGATIVE_INFINITY;
  return path.filter(([ms], i) => {
    if (ms < next && i < path.length - 1) return false;
    next = ms + every;
    return true;
  });
}

function centimetres(metres: number): number {
  return Math.round(metres * 100) / 100;
}
