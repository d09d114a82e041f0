import type { StoreModel } from "@aisle/sdk/store";
import type { InteractionEvidence } from "../events/store-event.ts";
import type { ItemDelta } from "../interaction/index.ts";
import type { Option, Question } from "./question.ts";
import type { Answer } from "./worlds.ts";

/** Alternatives that an event lists at most. */
const listed = 4;

/** What is told of an interaction: what was measured, and the likeliest answers. */
export function evidenceOf(model: StoreModel, question: Question, answers: readonly Answer[]): InteractionEvidence {
  const best = answers[0]?.option;
  const [only, ...others] = best?.moves ?? [];
  const change = (only && others.length === 0 ? question.parts[only.part] : undefined) ?? question.change;
  const shelf = model.shelves[change.shelf]!;
  return {
    id: question.id,
    kind: kindOf(best),
    shelf: shelf.id,
    plates: change.plates.map(({ plate, delta }) => ({
      plate: shelf.plates[plate]!.id,
      grams: Math.round(delta * 100) / 100,
    })),
    from: change.from,
    to: change.to,
    products: marginal(answers, ({ option }) => [JSON.stringify(itemsOf(option))]).map(([items, probability]) => ({
      items: (JSON.parse(items) as ItemDelta[]).map(({ product, count }) => ({
        gtin: model.products[product]!.gtin,
        count,
      })),
      probability,
    })),
    sessions: marginal(answers, ({ option }) => sessionsOf(option)).map(([session, probability]) => ({
      session: session === "" ? null : session,
      probability,
    })),
  };
}

/** What moved in an answer, whoever moved it. */
export function itemsOf({ moves }: Option): ItemDelta[] {
  const counts = new Map<number, number>();
  for (const { items } of moves) {
    for (const { product, count } of items) counts.set(product, (counts.get(product) ?? 0) + count);
  }
  return [...counts].map(([product, count]) => ({ product, count })).sort((a, b) => a.product - b.product);
}

function sessionsOf({ moves }: Option): string[] {
  return moves.length === 0 ? [""] : [...new Set(moves.map(({ session }) => session))];
}

function marginal(answers: readonly Answer[], keysOf: (answer: Answer) => readonly string[]): [string, number][] {
  const sums = new Map<string, number>();
  for (const answer of answers) {
    for (const key of keysOf(answer)) sums.set(key, (sums.get(key) ?? 0) + answer.probability);
  }
  return [...sums].sort((a, b) => b[1] - a[1]).slice(0, listed);
}

function kindOf(best: Option | undefined): InteractionEvidence["kind"] {
  if (best === undefined || best.moves.length === 0) return "touch";
  return best.moves.some(({ items }) => items.some((item) => item.count < 0)) ? "pick" : "return";
}
