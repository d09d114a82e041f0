import type { ChangeStep, WeightChange } from "../shelf/weight-change.ts";

/**
 * All ways to cut a change in two between its steps, the earlier part first: two hands that took from one plate within a
 * second, or one that put back and one that took. Each part has its own interval. A change over several plates is cut in
 * proportion, and not at all where next to nothing is left of it.
 */
export function cutsInTime(change: WeightChange): readonly (readonly [WeightChange, WeightChange])[] {
  const { steps = [], plates } = change;
  const whole = sumOf(steps);
  if (plates.length > 1 && Math.abs(whole) < leastWhole) return [];
  const found: [WeightChange, WeightChange][] = [];
  for (let k = 1; k < steps.length; k++) {
    const middle = (steps[k - 1]!.at + steps[k]!.at) / 2;
    found.push([
      part(change, steps.slice(0, k), whole, change.from, middle),
      part(change, steps.slice(k), whole, middle, change.to),
    ]);
  }
  return found;
}

/** Where one hand's part ends and the other's begins is only so sure: grams, and a share of the whole. */
const blurGrams = 5;
const blurShare = 0.05;
/** Grams that a change over several plates must have in all to be cut in proportion. */
const leastWhole = 5;

function part(
  { shelf, plates, decidedAt }: WeightChange,
  steps: readonly ChangeStep[],
  whole: number,
  from: number,
  to: number,
): WeightChange {
  const delta = sumOf(steps);
  const blur = blurGrams + blurShare * Math.abs(whole);
  const variance = steps.reduce((sum, step) => sum + step.variance, 0) + blur * blur;
  const share = delta / whole;
  return {
    shelf,
    plates: plates.map((plate) =>
      plates.length === 1 ? { ...plate, delta, variance } : { ...plate, delta: plate.delta * share },
    ),
    from,
    to,
    decidedAt,
  };
}

function sumOf(steps: readonly ChangeStep[]): number {
  return steps.reduce((sum, { delta }) => sum + delta, 0);
}
