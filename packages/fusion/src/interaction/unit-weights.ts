import type { Assortment } from "./assortment.ts";
import { total, type UnitWeights } from "./explain.ts";
import type { ExplainedChange } from "./waiting.ts";

/** Share by which a catalogue's weight is usually off, until it is learned. */
const catalogueError = 0.01;
/** Share below which no weight is ever known: fillings change with the seasons. */
const leastError = 0.003;
/** By how much the best explanation must lead to be learned from: e⁻⁴. */
const certain = 8;

/** What the catalogue says, with the doubt it deserves. */
export function catalogueWeights(assortment: Assortment): UnitWeights {
  const grams = assortment.weight.slice();
  return { grams, variance: grams.map((weight) => square(catalogueError * weight)) };
}

/** A change that only one product explains tells what that product weighs (a Kalman filter of one number). */
export function learnWeight(weights: UnitWeights, { unitVariance }: Assortment, told: ExplainedChange): void {
  const [best, second] = told.hypotheses;
  const item = best?.items[0];
  if (!best || !item || best.items.length > 1 || (second && second.cost - best.cost < certain)) return;
  const n = Math.abs(item.count);
  if (n > 2) return;
  const { grams, variance } = total(told.change);
  const known = weights.grams[item.product] ?? 0;
  const prior = weights.variance[item.product] ?? 0;
  const gain = prior / (prior + (variance / n + (unitVariance[item.product] ?? 0)) / n);
  weights.grams[item.product] = known + gain * (Math.abs(grams) / n - known);
  weights.variance[item.product] = Math.max(prior * (1 - gain), square(leastError * known));
}

function square(x: number): number {
  return x * x;
}
