import { joined } from "../interaction/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import { mayBeHalf, type Room } from "./answering.ts";
import { nothing, type Question } from "./question.ts";
import { afterAnswer, contextOf, type Standing } from "./standing.ts";
import type { Group } from "./worlds.ts";

/** Hypotheses and people so much costlier than the best tie no questions together. */
const unlikely = 24;

/** The groups whose open questions matter for a new one: who may hold what it puts back, what it may take or complete. */
export function linkedGroups(groups: readonly Group[], question: Question, room: Room): Group[] {
  if (groups.length === 0) return [];
  const widest = widestStanding(groups, room);
  const products = productsOf(groups, question, widest, room);
  const sessions = sessionsOf(question.change, room);
  return groups.filter((group) =>
    group.questions.some((earlier, k) => {
      const answers = group.worlds.map((world) => world.answers[k]!);
      if (answers.some(({ key }) => key === nothing) && mayBeHalf(earlier, question, room.stage)) return true;
      return answers.some(({ moves }) =>
        moves.some(({ session, items, part }) => {
          const there = room.stage.isNear(earlier.parts[part]!, question.change);
          return items.some(
            ({ product }) =>
              products.has(product) &&
              (sessions.has(session) || (there && !room.stage.isAtHome(question.change, product))),
          );
        }),
      );
    }),
  );
}

/** Whatever anybody may hold or have misplaced in any world. */
function widestStanding(groups: readonly Group[], { base, stage }: Room): Standing {
  let standing = base;
  for (const { questions, worlds } of groups) {
    for (const [k, question] of questions.entries()) {
      const seen = new Set<string>();
      for (const { answers } of worlds) {
        const answer = answers[k]!;
        if (seen.has(answer.key)) continue;
        seen.add(answer.key);
        const after = afterAnswer(standing, question, answer, stage);
        standing = {
          carts: answer.moves.some(({ items }) => items.some(({ count }) => count < 0)) ? after.carts : standing.carts,
          misplaced: after.misplaced.length > standing.misplaced.length ? after.misplaced : standing.misplaced,
        };
      }
    }
  }
  return standing;
}

function productsOf(groups: readonly Group[], question: Question, widest: Standing, { stage }: Room): Set<number> {
  const changes = [question.change];
  for (const { questions } of groups) {
    for (const earlier of questions) {
      if (mayBeHalf(earlier, question, stage)) changes.push(joined(earlier.change, question.change));
    }
  }
  const products = new Set<number>();
  for (const change of changes) {
    const hypotheses = stage.explain(change, contextOf(widest));
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
  return new Set(candidates.filter(({ cost }) => cost - least < unlikely).map(({ session }) => session?.id ?? ""));
}
