import type { ScoredUnit } from "./score.ts";

/** How honest and how quick units are. Shares 0 to 1; times in seconds; NaN where nothing is known. */
export interface Honesty {
  readonly units: number;
  /** Share that asks for a look. */
  readonly review: number;
  /** Share that is wrong among those that do not. */
  readonly unflaggedWrong: number;
  /** Mean distance between said and true confidence over ten bins, weighted by units. */
  readonly calibration: number;
  readonly provisional: { readonly p50: number; readonly p95: number };
  readonly settled: { readonly p50: number; readonly p95: number };
}

export function honestyOf(units: readonly ScoredUnit[]): Honesty {
  const sure = units.filter(({ review }) => !review);
  const times = (of: (unit: ScoredUnit) => number | null): { p50: number; p95: number } => {
    const known = units.map(of).filter((ms) => ms !== null);
    return { p50: quantile(known, 0.5) / 1000, p95: quantile(known, 0.95) / 1000 };
  };
  return {
    units: units.length,
    review: (units.length - sure.length) / units.length,
    unflaggedWrong: sure.filter(({ right }) => !right).length / sure.length,
    calibration: calibrationError(units),
    provisional: times(({ provisional }) => provisional),
    settled: times(({ settled }) => settled),
  };
}

function calibrationError(units: readonly ScoredUnit[]): number {
  const said = new Float64Array(10);
  const true_ = new Float64Array(10);
  let count = 0;
  for (const { confidence, right } of units) {
    if (confidence === undefined) continue;
    const bin = Math.min(9, Math.floor(confidence * 10));
    said[bin] = (said[bin] ?? 0) + confidence;
    true_[bin] = (true_[bin] ?? 0) + (right ? 1 : 0);
    count++;
  }
  return said.reduce((sum, confidence, bin) => sum + Math.abs(confidence - (true_[bin] ?? 0)), 0) / count;
}

/** The value below which the share `q` of `values` lies; NaN of none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}
