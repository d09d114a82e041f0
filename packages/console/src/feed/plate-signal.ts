/** The middle of some numbers; NaN of none. Sorts `values`. */
export function median(values: Float64Array): number {
  const n = values.length;
  if (n === 0) return Number.NaN;
  values.sort();
  return (values[(n - 1) >> 1]! + values[n >> 1]!) / 2;
}

/** Share of the differences that is believed to be noise: hands make the largest. */
const believed = 0.9;
/** What the root mean square of the lowest 90 % of normal values has to be multiplied with. */
const trimmed = 1.267;

/**
 * Standard deviation of noise from sample to sample, grams: from the differences of successive samples, so that level
 * and drift do not count (von Neumann), without the largest tenth of them. 0 where all are the same.
 */
export function noiseOf(values: Float64Array): number {
  const differences = new Float64Array(Math.max(0, values.length - 1));
  for (let k = 0; k < differences.length; k += 1) differences[k] = Math.abs(values[k + 1]! - values[k]!);
  differences.sort();
  const kept = Math.max(1, Math.floor(differences.length * believed));
  let sum = 0;
  for (let k = 0; k < kept; k += 1) sum += (differences[k] ?? 0) * (differences[k] ?? 0);
  return (trimmed * Math.sqrt(sum / kept)) / Math.SQRT2;
}

/** Slope in grams a minute of values at times in ms: the median of the slopes of all pairs (Theil–Sen). */
export function slopeOf(times: Float64Array, values: Float64Array): number {
  const slopes: number[] = [];
  for (let a = 0; a < values.length; a += 1) {
    for (let b = a + 1; b < values.length; b += 1) slopes.push((values[b]! - values[a]!) / (times[b]! - times[a]!));
  }
  return 60_000 * median(Float64Array.from(slopes));
}

/** A stretch in which a weight moved: where it was last seen to move, and how far it went from where it had been. */
export interface Movement {
  readonly at: number;
  readonly grams: number;
  /** Index of the first value after it. */
  readonly end: number;
}

/** Two movements with no more still values than this between them are one. */
const still = 2;

/** Whether a value differs from one of the two before by more than `least`. */
function moves(values: Float64Array, k: number, least: number): boolean {
  return Math.abs(values[k]! - values[k - 1]!) > least || (k > 1 && Math.abs(values[k]! - values[k - 2]!) > least);
}

/** The share of values that differ from one of the two before by more than `least`; 0 of fewer than two. */
export function movedShare(values: Float64Array, least: number): number {
  let moved = 0;
  for (let k = 1; k < values.length; k += 1) if (moves(values, k, least)) moved += 1;
  return moved / Math.max(1, values.length - 1);
}

/** The last movement of values at times: values that differ from one of the two before by more than `least`. */
export function lastMovement(times: Float64Array, values: Float64Array, least: number): Movement | undefined {
  let end = values.length - 1;
  while (end > 0 && !moves(values, end, least)) end -= 1;
  if (end <= 0) return undefined;
  let start = end;
  for (let k = end - 1; k > 0 && k >= start - 1 - still; k -= 1) if (moves(values, k, least)) start = k;
  const base = values[start - 1]!;
  let grams = 0;
  for (let k = start; k <= end; k += 1) if (Math.abs(values[k]! - base) > Math.abs(grams)) grams = values[k]! - base;
  return { at: times[end]!, grams, end: end + 1 };
}
