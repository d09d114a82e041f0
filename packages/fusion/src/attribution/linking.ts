import { type InteractionContext, joined, total } from "../interaction/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import { mayBeHalf, type Room } from "./answering.ts";
import { isOfStaff, stranger } from "./pricing.ts";
import { nothing, type Option, type Question } from "./question.ts";
import { contextOf } from "./standing.ts";
import { type Group, optionsIn } from "./worlds.ts";

/** Hypotheses and people so much costlier than the best tie no questions together. */
const unlikely = 24;

/** Part of a change that takes more than it brings is looked at as something put back from so many grams on. */
const leastBack = 15;

/** The groups whose open questions matter for a new one: who may hold what it puts back, what it may take or complete. */
export function linkedGroups(groups: readonly Group[], question: Question, room: Room): Group[] {
  if (groups.length === 0) return [];
  const widest = widestContext(groups, room);
  const products = productsOf(groups, question, widest, room);
  const sessions = sessionsOf(question.change, room);
  return groups.filter((group) => {
    const options = optionsIn(group);
    return group.questions.some((earlier, k) => {
      const answers = options[k]!;
      if (answers.some(({ key }) => key === nothing) && mayBeHalf(earlier, question, room.stage)) return true;
      return answers.some(({ moves }) =>
        moves.some(({ session, items, part }) =>
          items.some(
            ({ product }) =>
              products.has(product) &&
              (sessions.has(session) ||
                (room.stage.isNear(earlier.parts[part]!, question.change) &&
                  !room.stage.isAtHome(question.change, product))),
          ),
        ),
      );
    });
  });
}

/** Whatever anybody may hold or have misplaced in any world. */
function widestContext(groups: readonly Group[], { base, stage }: Room): InteractionContext {
  const { held, misplaced } = contextOf(base);
  const counts = new Map(held);
  const elsewhere = [...misplaced];
  const note = (question: Question, { moves }: Option): void => {
    for (const { items, part } of moves) {
      const change = question.parts[part]!;
      for (const { product, count } of items) {
        if (count < 0) counts.set(product, (counts.get(product) ?? 0) - count);
        else if (!stage.isAtHome(change, product)) {
          const plate = change.plates[0]?.plate ?? 0;
          elsewhere.push({ shelf: change.shelf, plate, product, ...stage.unitWeight(product) });
        }
      }
    }
  };
  for (const group of groups) {
    const options = optionsIn(group);
    for (const [k, question] of group.questions.entries()) for (const option of options[k]!) note(question, option);
  }
  return { held: counts, misplaced: elsewhere };
}

function productsOf(
  groups: readonly Group[],
  question: Question,
  widest: InteractionContext,
  { stage, candidates }: Room,
): Set<number> {
  const changes = [question.change];
  // Somebody may put back what another takes more of, at the same time: who holds that matters too.
  if (total(question.change).grams < 0) {
    for (const part of stage.cuts(question.change).flat()) if (total(part).grams > leastBack) changes.push(part);
  }
  for (const { questions } of groups) {
    for (const earlier of questions) {
      if (mayBeHalf(earlier, question, stage)) changes.push(joined(earlier.change, question.change));
    }
  }
  const context = candidates(question.change).some(isOfStaff) ? { ...widest, byStaff: true } : widest;
  const products = new Set<number>();
  for (const change of changes) {
    const hypotheses = stage.explain(change, context);
    const least = hypotheses[0]?.cost ?? 0;
    for (const { items, cost } of hypotheses) {
      if (cost - least < unlikely) for (const { product } of items) products.add(product);
    }
  }
  return products;
}

function sessionsOf(change: WeightChange, room: Room): Set<string> {
  const candidates = room.candidates(change);
  const least = Math.min(...candidates.map(({ cost }) => cost));
  return new Set(
    candidates.filter(({ cost }) => cost - least < unlikely).map(({ session }) => session?.id ?? stranger),
  );
}
