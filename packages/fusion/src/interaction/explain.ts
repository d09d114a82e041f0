import type { WeightChange } from "../shelf/weight-change.ts";
import type { Assortment } from "./assortment.ts";
import type { Candidate } from "./candidates.ts";
import type { Hypothesis, ItemDelta } from "./hypothesis.ts";

/** How many hypotheses of a change are kept. */
const most = 12;
/** Cost of one unit, two, three … in one movement: twice the negative log of how often that is seen. */
const unitCosts = [0, 0.4, 4, 6, 9];
const furtherUnitCost = 3;
/** Those who work here move whole cases: that and twice the logarithm of the number is the most it costs. */
const caseCost = 3;
/** Cost of two kinds in one movement. */
export const kindsCost = 9;
/** Cost of a change that is none, before its size is looked at, and the spread in grams of such changes. */
const nothingCost = 3;
const nothingSpread = 4;
/** Cost of a thing that was pushed from plate to plate meanwhile, and the grams from which that is believed to be one. */
const pushCost = 10;
/** Cost of that and of something taken or put back in the same moment: two rare things at once. */
const pushAndMoreCost = 18;
const leastPush = 15;
/** Degrees of freedom of the weight misfit: catalogues are wrong now and then. */
const freedom = 5;
/** Costs that differ by no more may be the same. */
const rounding = 1e-9;

/** What a product weighs as far as it is known: grams a unit, and the variance of that (not of one unit from the next). */
export interface UnitWeights {
  readonly grams: Float64Array;
  readonly variance: Float64Array;
}

/** Sum of a change over its plates, with its variance. */
export function total(change: WeightChange): { readonly grams: number; readonly variance: number } {
  let grams = 0;
  let variance = 0;
  for (const plate of change.plates) {
    grams += plate.delta;
    variance += plate.variance;
  }
  return { grams, variance };
}

/** Cost of a weight that is off by so many grams, where that varies so much (Student's t, a constant left out). */
export function misfitCost(grams: number, variance: number): number {
  return (freedom + 1) * Math.log(1 + (grams * grams) / variance / freedom) + Math.log(variance);
}

/** All ways to explain a change by its candidates, likeliest first; the last resort is that nothing moved. */
export function explainChange(
  assortment: Assortment,
  weights: UnitWeights,
  change: WeightChange,
  candidates: readonly Candidate[],
  byStaff = false,
): Hypothesis[] {
  const { grams, variance } = total(change);
  const sign = grams < 0 ? -1 : 1;
  const size = Math.abs(grams);
  const isAside = isPushed(change);
  const idle = nothing(size, variance) + (isAside ? pushCost : 0);
  const found: Hypothesis[] = [{ items: [], cost: idle, misfit: idle }];
  const more = isAside ? pushAndMoreCost : 0;
  const unitsVariance = (product: number, n: number): number =>
    n * (assortment.unitVariance[product] ?? 0) + n * n * (weights.variance[product] ?? 0);
  // In units of its variance, a square of grams from which on a misfit alone costs more than all that is kept.
  let farthest = Number.POSITIVE_INFINITY;
  let leastPrior = more;
  const tighten = (): void => {
    if (found.length === most) farthest = farthestMisfit(found[most - 1]!.cost - leastPrior, variance);
  };
  // Of very many only a few are written down: `n` units of one product, and `m` of another.
  const add = (one: Candidate, n: number, other?: Candidate, m = 0): void => {
    let expected = n * (weights.grams[one.product] ?? 0);
    let spread = variance + unitsVariance(one.product, n);
    if (other !== undefined) {
      expected += m * (weights.grams[other.product] ?? 0);
      spread += unitsVariance(other.product, m);
    }
    const off = size - expected;
    if (off * off > farthest * spread) return;
    const misfit = misfitCost(off, spread);
    const prior = other === undefined ? oneCost(one, n, byStaff) : twoCost(one, n, other, m, weights);
    const cost = misfit + prior + more;
    // In its place: after those that cost as much.
    let place = found.length;
    while (place > 0 && found[place - 1]!.cost > cost) place -= 1;
    if (place >= most) return;
    const items: ItemDelta[] = [{ product: one.product, count: sign * n }];
    if (other !== undefined) items.push({ product: other.product, count: sign * m });
    found.splice(place, 0, { items, cost, misfit });
    if (found.length > most) found.pop();
    tighten();
  };
  for (const candidate of candidates) {
    const weight = weights.grams[candidate.product] ?? 0;
    if (!(weight > 0)) continue;
    const nearest = Math.round(size / weight);
    for (let n = Math.max(1, nearest - 1); n <= Math.min(candidate.units, nearest + 1); n++) {
      add(candidate, n);
    }
  }
  leastPrior += kindsCost;
  tighten();
  const together = candidates.filter(({ isAlone }) => !isAlone);
  for (let k = 0; k < together.length; k++) {
    const a = together[k]!;
    const first = weights.grams[a.product] ?? 0;
    if (!(first > 0)) continue;
    for (let l = k + 1; l < together.length; l++) {
      const b = together[l]!;
      const second = weights.grams[b.product] ?? 0;
      if (!(second > 0)) continue;
      for (let n = 1; n <= Math.min(2, a.units); n++) {
        const m = Math.max(1, Math.round((size - n * first) / second));
        if (m > Math.min(2, b.units)) continue;
        add(a, n, b, m);
      }
    }
  }
  if (found.every((hypothesis) => hypothesis.items.length > 0)) {
    found[most - 1] = { items: [], cost: idle, misfit: idle };
  }
  return found;
}

/** Whether load went from one plate to another: something was pushed aside, or two hands did two things at once. */
function isPushed({ plates }: WeightChange): boolean {
  let up = 0;
  let down = 0;
  for (const { delta } of plates) {
    if (delta > 0) up += delta;
    else down -= delta;
  }
  return Math.min(up, down) > leastPush;
}

/** The square of a misfit, in units of a variance no smaller than this, from which on it costs more than `cost` by itself. */
function farthestMisfit(cost: number, variance: number): number {
  return freedom * (Math.exp((cost + rounding - Math.log(variance)) / (freedom + 1)) - 1);
}

/** Cost of `n` units of one product, whatever they weigh. */
function oneCost({ penalty }: Candidate, n: number, byStaff: boolean): number {
  return penalty + (byStaff ? Math.min(unitsCost(n), caseCost + 2 * Math.log(n)) : unitsCost(n));
}

/** Cost of `n` units of one product and `m` of another, whatever they weigh: each answers for its part of the grams. */
function twoCost(a: Candidate, n: number, b: Candidate, m: number, { grams }: UnitWeights): number {
  const first = n * grams[a.product]!;
  const part = first / (first + m * grams[b.product]!);
  const place =
    a.penalty + 2 * Math.log(Math.max(part, a.share)) + b.penalty + 2 * Math.log(Math.max(1 - part, b.share));
  return place + kindsCost + unitsCost(n) + unitsCost(m);
}

/** Cost of so many units in one movement. */
export function unitsCost(n: number): number {
  const known = unitCosts[n];
  return known ?? (unitCosts[4] ?? 0) + furtherUnitCost * (n - 4);
}

/** Residues of hands and shakes are small; large ones are rare, not impossible (Student's t with 2 degrees of freedom). */
function nothing(size: number, variance: number): number {
  const spread = variance + nothingSpread * nothingSpread;
  return 3 * Math.log(1 + (size * size) / spread / 2) + Math.log(spread) + nothingCost;
}
