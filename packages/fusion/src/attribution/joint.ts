import type { Hypothesis } from "../interaction/hypothesis.ts";
import { heldOf, type Session } from "../sessions/session.ts";
import type { Candidate } from "./candidates.ts";

/** One answer to "what moved, and who did it". */
export interface Answer {
  readonly hypothesis: Hypothesis;
  readonly session: Session | undefined;
  /** Among all answers, 0 to 1. */
  readonly probability: number;
}

/** Cost of somebody putting back a unit that they are not known to hold. */
const notTheirs = 12;

/** Only who has something can put it back. */
function ownershipCost(hypothesis: Hypothesis, session: Session | undefined): number {
  let cost = 0;
  for (const item of hypothesis.items) {
    if (item.count <= 0) continue;
    const held = session === undefined ? 0 : heldOf(session, item.product);
    cost += notTheirs * Math.max(0, item.count - held);
  }
  return cost;
}

/** What it costs that anybody at all did it: somebody did, whatever it was, so this counts for no hypothesis. */
function anybodyCost(candidates: readonly Candidate[]): number {
  const least = Math.min(...candidates.map(({ cost }) => cost));
  return least - 2 * Math.log(candidates.reduce((sum, { cost }) => sum + Math.exp((least - cost) / 2), 0));
}

/** Weighs every hypothesis with every candidate; likeliest first, probabilities add up to 1. */
export function answersOf(hypotheses: readonly Hypothesis[], candidates: readonly Candidate[]): Answer[] {
  const anybody = anybodyCost(candidates);
  const weighed = hypotheses.flatMap((hypothesis) =>
    candidates.map(({ session, cost }) => ({
      hypothesis,
      session,
      cost: hypothesis.cost + cost - anybody + ownershipCost(hypothesis, session),
    })),
  );
  weighed.sort((a, b) => a.cost - b.cost);
  const least = weighed[0]?.cost ?? 0;
  const weights = weighed.map(({ cost }) => Math.exp((least - cost) / 2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weighed.map(({ hypothesis, session }, index) => ({
    hypothesis,
    session,
    probability: weights[index]! / sum,
  }));
}

/** How probable it is that `session` moved at least `count` units of a product, in the direction of `count`'s sign. */
export function unitProbability(
  answers: readonly Answer[],
  session: Session | undefined,
  product: number,
  count: number,
): number {
  let sum = 0;
  for (const answer of answers) {
    if (answer.session !== session) continue;
    const moved = answer.hypothesis.items.find((item) => item.product === product)?.count ?? 0;
    if (count < 0 ? moved <= count : moved >= count) sum += answer.probability;
  }
  return Math.min(1, sum);
}
