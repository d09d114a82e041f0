import type { Verdict } from "./score.ts";

const binCount = 10;

/** Verdicts of many stores together; plain data, so that processes can hand it on. */
export interface Tally {
  stores: number;
  storeSeconds: number;
  /** Seconds of this computer's time that the engine took, and that the simulation took. */
  engineSeconds: number;
  simulationSeconds: number;
  right: number;
  wrong: number;
  missed: number;
  shoppers: number;
  exact: number;
  units: number;
  reviewed: number;
  unflaggedWrong: number;
  /** For each tenth of confidence: units, the sum of their confidence, and how many were right. */
  readonly bins: { units: number; confidence: number; right: number }[];
  /** Ms: after the hand had left, and after the exit. */
  readonly provisional: number[];
  readonly settled: number[];
  readonly receipts: number[];
}

/** Nothing yet. */
export function emptyTally(): Tally {
  return {
    stores: 0,
    storeSeconds: 0,
    engineSeconds: 0,
    simulationSeconds: 0,
    right: 0,
    wrong: 0,
    missed: 0,
    shoppers: 0,
    exact: 0,
    units: 0,
    reviewed: 0,
    unflaggedWrong: 0,
    bins: Array.from({ length: binCount }, () => ({ units: 0, confidence: 0, right: 0 })),
    provisional: [],
    settled: [],
    receipts: [],
  };
}

const counts = [
  "stores",
  "storeSeconds",
  "engineSeconds",
  "simulationSeconds",
  "right",
  "wrong",
  "missed",
  "shoppers",
  "exact",
  "units",
  "reviewed",
  "unflaggedWrong",
] as const;

/** Adds what another tally has counted. */
export function merge(into: Tally, other: Tally): void {
  for (const count of counts) into[count] += other[count];
  other.bins.forEach((bin, index) => {
    const own = into.bins[index];
    if (own === undefined) return;
    own.units += bin.units;
    own.confidence += bin.confidence;
    own.right += bin.right;
  });
  into.provisional.push(...other.provisional);
  into.settled.push(...other.settled);
  into.receipts.push(...other.receipts);
}

/** Adds the verdict on one store. */
export function add(tally: Tally, verdict: Verdict): void {
  for (const count of ["right", "wrong", "missed", "shoppers", "exact"] as const) tally[count] += verdict[count];
  for (const { right, confidence, review, provisional, settled } of verdict.units) {
    tally.units++;
    if (review) tally.reviewed++;
    else if (!right) tally.unflaggedWrong++;
    const bin = tally.bins[Math.min(binCount - 1, Math.floor(confidence * binCount))];
    if (bin !== undefined) {
      bin.units++;
      bin.confidence += confidence;
      if (right) bin.right++;
    }
    if (provisional !== undefined) tally.provisional.push(provisional);
    if (settled !== undefined) tally.settled.push(settled);
  }
}

/** The figures that are judged. Shares are of 1, times are ms; `undefined` where there is nothing to say. */
export function figures(tally: Tally) {
  const sure = tally.units - tally.reviewed;
  const off = tally.bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0);
  const billed = 2 * tally.right + tally.wrong + tally.missed;
  return {
    f1: billed === 0 ? 1 : (2 * tally.right) / billed,
    exact: ratio(tally.exact, tally.shoppers),
    review: ratio(tally.reviewed, tally.units),
    unflaggedWrong: ratio(tally.unflaggedWrong, sure),
    calibrationError: ratio(off, tally.units),
    provisionalP50: quantile(tally.provisional, 0.5),
    settledP50: quantile(tally.settled, 0.5),
    settledP95: quantile(tally.settled, 0.95),
    receiptP95: quantile(tally.receipts, 0.95),
  };
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
