import type { StoreModel } from "@aisle/sdk/store";
import type { InteractionEvidence } from "../events/store-event.ts";
import type { Hypothesis } from "../interaction/hypothesis.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Answer } from "./joint.ts";

/** Alternatives that an event lists at most. */
const listed = 4;

function marginal<K>(answers: readonly Answer[], keyOf: (answer: Answer) => K): [K, number][] {
  const sums = new Map<K, number>();
  for (const answer of answers) sums.set(keyOf(answer), (sums.get(keyOf(answer)) ?? 0) + answer.probability);
  return [...sums].sort((a, b) => b[1] - a[1]).slice(0, listed);
}

function kindOf(hypothesis: Hypothesis): InteractionEvidence["kind"] {
  if (hypothesis.items.length === 0) return "touch";
  return hypothesis.items.some((item) => item.count < 0) ? "pick" : "return";
}

/** What is told of an interaction: what was measured, and the likeliest answers. */
export function evidenceOf(
  model: StoreModel,
  id: string,
  change: WeightChange,
  answers: readonly Answer[],
): InteractionEvidence {
  const shelf = model.shelves[change.shelf]!;
  return {
    id,
    kind: kindOf(answers[0]?.hypothesis ?? { items: [], cost: 0 }),
    shelf: shelf.id,
    plates: change.plates.map(({ plate, delta }) => ({
      plate: shelf.plates[plate]!.id,
      grams: Math.round(delta * 100) / 100,
    })),
    from: change.from,
    to: change.to,
    products: marginal(answers, (answer) => answer.hypothesis).map(([hypothesis, probability]) => ({
      items: hypothesis.items.map(({ product, count }) => ({ gtin: model.products[product]!.gtin, count })),
      probability,
    })),
    sessions: marginal(answers, (answer) => answer.session?.id ?? null).map(([session, probability]) => ({
      session,
      probability,
    })),
  };
}
