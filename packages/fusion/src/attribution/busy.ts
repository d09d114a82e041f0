import type { WeightChange } from "../shelf/weight-change.ts";
import type { Answer } from "./worlds.ts";

/** Where somebody's hand was: who moved what in a change, as probabilities. */
export interface HandAtWork {
  readonly from: number;
  readonly to: number;
  readonly by: readonly (readonly [session: string, probability: number])[];
}

/** So many are remembered. */
const mostHands = 32;
/** A hand stays at a plate for about so long after its weight has gone, milliseconds. */
const lingers = 400;
/** Cost of a hand that does something else before it has drawn back. */
const twoThings = 4;

/** Remembers whose hand a change was. */
export function noteHand(hands: HandAtWork[], change: WeightChange, answers: readonly Answer[]): void {
  const by = new Map<string, number>();
  for (const { option, probability } of answers) {
    for (const session of new Set(option.moves.map((move) => move.session))) {
      by.set(session, (by.get(session) ?? 0) + probability);
    }
  }
  if (by.size === 0) return;
  hands.push({ from: change.from, to: change.to, by: [...by] });
  if (hands.length > mostHands) hands.shift();
}

/**
 * What it costs that somebody did this although their hand was at work just before: what was seen of it then speaks
 * for that, and it had to draw back first. Twice the negative log-likelihood.
 */
export function busyCost(hands: readonly HandAtWork[], change: WeightChange, session: string): number {
  let cost = 0;
  for (const hand of hands) {
    if (hand.to + lingers <= change.to || hand.from >= change.to) continue;
    const own = hand.by.find(([id]) => id === session)?.[1] ?? 0;
    if (own === 0) continue;
    cost -= 2 * Math.log(1 - own + own * Math.exp(-twoThings / 2));
  }
  return cost;
}
