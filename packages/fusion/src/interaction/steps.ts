import type { ChangeStep, WeightChange } from "../shelf/weight-change.ts";

/** A change is cut in so many parts at most; one of very many steps is cut in two only. */
const mostParts = 4;
const mostSteps = 6;

/**
 * All ways to cut a change in two to four between its steps, the earlier part first: hands that took from one plate within
 * a second or two, or one that put back and one that took. Each part has its own interval. A change over several plates is
 * cut in proportion, and not at all where next to nothing is left of it.
 */
export function cutsInTime(change: WeightChange): readonly (readonly WeightChange[])[] {
  const { steps = [], plates } = change;
  const whole = sumOf(steps);
  if (plates.length > 1 && Math.abs(whole) < leastWhole) return [];
  const border = (k: number): number =>
    k === 0 ? change.from : k === steps.length ? change.to : (steps[k - 1]!.at + steps[k]!.at) / 2;
  const found: WeightChange[][] = [];
  const most = steps.length > mostSteps ? 2 : mostParts;
  const cut = (first: number, parts: readonly WeightChange[]): void => {
    const rest = part(change, steps.slice(first), whole, border(first), change.to);
    if (parts.length > 0) found.push([...parts, rest]);
    if (parts.length + 2 > most) return;
    for (let k = first + 1; k < steps.length; k++) {
      cut(k, [...parts, part(change, steps.slice(first, k), whole, border(first), border(k))]);
    }
  };
  if (steps.length > 1) cut(0, []);
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
