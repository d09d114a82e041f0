import { type Hypothesis, kindsCost, unitsCost } from "../interaction/index.ts";
import { beyond, type Explained, moveOf, type Priced, type Rated } from "./pricing.ts";

/** Cost of two people who move something on the same plates in the same moment. */
const togetherCost = 6;
/** So many people, and so many ways to say what moved, are looked at. */
const mostPeople = 3;
const mostWays = 3;

/** Answers to a change that two people made in the same moment: each took or put back some of what moved. */
export function answersByTwo({ list, anybody }: Explained): Rated[] {
  const found: Rated[] = [];
  const first = list[0]?.cost ?? 0;
  const whats = new Map<Hypothesis, Priced[]>();
  for (const one of list) {
    const { items } = one.hypothesis;
    if (items.reduce((sum, { count }) => sum + Math.abs(count), 0) < 2) continue;
    const same = whats.get(one.hypothesis);
    if (same !== undefined) same.push(one);
    else if (whats.size < mostWays && one.cost - first < beyond) whats.set(one.hypothesis, [one]);
  }
  for (const [{ items }, by] of whats) {
    const people = by.slice(0, mostPeople);
    for (const [k, a] of people.entries()) {
      for (const b of people.slice(k + 1)) {
        for (const { mine, theirs, cost } of divisions(items)) {
          const moves = [moveOf(a, 0, mine), moveOf(b, 0, theirs)];
          // What it was costs either of them the same, but for what they hold: the mean will do.
          const what = (a.cost - a.who + b.cost - b.who) / 2 + anybody;
          found.push({ moves, cost: what + a.who + b.who - anybody + togetherCost + cost });
        }
      }
    }
  }
  return found;
}

/** All ways to divide what moved between two, with what that changes in how usual it is. */
function divisions(
  items: Hypothesis["items"],
): { readonly mine: Hypothesis["items"]; readonly theirs: Hypothesis["items"]; readonly cost: number }[] {
  const [one, two] = items;
  if (one === undefined) return [];
  if (two !== undefined) {
    return [
      { mine: [one], theirs: [two], cost: -kindsCost },
      { mine: [two], theirs: [one], cost: -kindsCost },
    ];
  }
  const { product, count } = one;
  const n = Math.abs(count);
  const sign = Math.sign(count);
  const ways = [];
  for (let k = 1; k < n; k++) {
    const cost = unitsCost(k) + unitsCost(n - k) - unitsCost(n);
    ways.push({ mine: [{ product, count: sign * k }], theirs: [{ product, count: sign * (n - k) }], cost });
  }
  return ways;
}
