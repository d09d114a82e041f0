import { type InteractionStage, misfitCost, total } from "../interaction/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import { type Explained, moveOf, type Priced, type Rated } from "./pricing.ts";

/** Cost of one more movement in a change, of the same hand or another; and the answers that are looked at for each. */
const furtherCost = 2;
const answersEach = 4;
/** So many ways to answer the first parts of a change are followed up. */
const followed = 12;
/** Hands are looked at a little before a part and after it: together so many milliseconds. */
const lookedAround = 600;

/**
 * Answers to a change that was cut in parts: who moved each of them, and what. `indices` and `pieces` tell of each part
 * how moves refer to it and how it is explained alone; `anybody` is what it costs that anybody at all made the whole.
 */
export function answersInParts(
  whole: WeightChange,
  cut: readonly WeightChange[],
  indices: readonly number[],
  pieces: readonly Explained[],
  stage: InteractionStage,
  anybody: number,
): Rated[] {
  let found: { readonly priced: readonly Priced[]; readonly cost: number }[] = [{ priced: [], cost: 0 }];
  for (const { list, anybody: own } of pieces) {
    const best = list.filter(({ hypothesis }) => hypothesis.items.length > 0).slice(0, answersEach);
    found = found
      .flatMap(({ priced, cost }) => best.map((one) => ({ priced: [...priced, one], cost: cost + one.cost + own })))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, followed);
  }
  // Cut between its plates, each part has fewer.
  const isInTime = cut[0]!.plates.length === whole.plates.length;
  return found.map(({ priced, cost }) => {
    const more = isInTime ? divisionCost(whole, cut, priced, stage) : 0;
    const seen = whoCost(cut, priced) - priced.reduce((sum, { who }) => sum + who, 0) - anybody;
    const moves = priced.map((one, k) => moveOf(one, indices[k]!));
    return { moves, cost: cost + more + seen + furtherCost * (priced.length - 1) };
  });
}

/**
 * What it costs that just these people did just these parts: what was seen of one while others moved something says
 * nothing of them, and looks that are shared by two parts of one person count once.
 */
function whoCost(cut: readonly WeightChange[], priced: readonly Priced[]): number {
  let sum = 0;
  const seen = new Map<string, { cost: number; length: number; union: number; until: number }>();
  const order = priced.map((_, k) => k).sort((a, b) => cut[a]!.from - cut[b]!.from);
  for (const k of order) {
    const { session, who } = priced[k]!;
    const from = cut[k]!.from;
    const until = cut[k]!.to + lookedAround;
    const own = seen.get(session) ?? { cost: 0, length: 0, union: 0, until: Number.NEGATIVE_INFINITY };
    own.cost += who;
    own.length += until - from;
    own.union += Math.max(0, until - Math.max(from, own.until));
    own.until = Math.max(own.until, until);
    seen.set(session, own);
  }
  for (const { cost, length, union } of seen.values()) sum += (cost * union) / length;
  return sum;
}

/**
 * What changes in the cost of the answers where a change was cut in time: the sum is known to the gram, and where one
 * ended and the next began only roughly.
 */
function divisionCost(
  whole: WeightChange,
  parts: readonly WeightChange[],
  priced: readonly Priced[],
  stage: InteractionStage,
): number {
  const { grams, variance } = total(whole);
  let sum = 0;
  let spread = variance;
  let cost = 0;
  for (const [k, { hypothesis }] of priced.entries()) {
    let expected = 0;
    for (const { product, count } of hypothesis.items) {
      const unit = stage.unitWeight(product);
      expected += count * unit.grams;
      spread += Math.abs(count) * unit.variance;
    }
    sum += expected;
    const blurred = total(parts[k]!);
    cost -= hypothesis.misfit;
    if (k + 1 < priced.length)
      cost += misfitCost(blurred.grams - expected, blurred.variance) - Math.log(blurred.variance);
  }
  return cost + misfitCost(grams - sum, spread);
}
