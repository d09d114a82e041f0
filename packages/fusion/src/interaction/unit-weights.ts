import type { WeightChange } from "../shelf/weight-change.ts";
import type { Assortment } from "./assortment.ts";
import { total, type UnitWeights } from "./explain.ts";
import type { ItemDelta } from "./hypothesis.ts";

/** Share by which a catalogue's weight is usually off, until it is learned. */
const catalogueError = 0.01;
/** Share below which no weight is ever known: fillings change with the seasons. */
const leastError = 0.003;

/** What the catalogue says, with the doubt it deserves. */
export function catalogueWeights(assortment: Assortment): UnitWeights {
  const grams = assortment.weight.slice();
  return { grams, variance: grams.map((weight) => square(catalogueError * weight)) };
}

/** A change that only one product explains tells what that product weighs (a Kalman filter of one number). */
export function learnWeight(
  weights: UnitWeights,
  { unitVariance }: Assortment,
  change: WeightChange,
  { product, count }: ItemDelta,
): void {
  const n = Math.abs(count);
  if (n > 2) return;
  const { grams, variance } = total(change);
  const known = weights.grams[product] ?? 0;
  const prior = weights.variance[product] ?? 0;
  const gain = prior / (prior + (variance / n + (unitVariance[product] ?? 0)) / n);
  weights.grams[product] = known + gain * (Math.abs(grams) / n - known);
  weights.variance[product] = Math.max(prior * (1 - gain), square(leastError * known));
}

function square(x: number): number {
  return x * x;
}
