import type { InteractionStage } from "../interaction/index.ts";
import type { HeldUnit, Session } from "../sessions/session.ts";
import type { Option, Question } from "./question.ts";
import { applyAnswer, type Standing, type Unit } from "./standing.ts";
import { type Group, probabilities } from "./worlds.ts";

/** Below this probability a person should look. */
const reviewBelow = 0.7;

/** What a session holds in the likeliest worlds, each unit with the probability that there are that many. */
export function unitsOf(
  session: Session,
  base: Standing,
  groups: readonly Group[],
  stage: InteractionStage,
  at: number,
): HeldUnit[] {
  const open = groups.filter(({ worlds }) =>
    worlds.some(({ answers }) => answers.some((answer) => isBy(answer, session.id))),
  );
  const cart = likeliestCart(session.id, base, open, stage);
  const products = new Set(cart.map(({ product }) => product));
  const moved = open.map((group) => movedIn(group, session.id));
  const units: HeldUnit[] = [];
  const shown = [...session.units];
  for (const product of products) {
    const own = cart.filter((unit) => unit.product === product);
    const chances = chancesOfCount(product, base.carts.get(session.id) ?? [], moved);
    for (const [k, unit] of own.entries()) {
      let confidence = 0;
      for (let count = k + 1; count < chances.length; count++) confidence += chances[count]!;
      const { settledAt, interaction } = unit;
      const known = shown.findIndex((other) => other.product === product && other.interaction === interaction);
      const provisionalAt = known < 0 ? at : shown.splice(known, 1)[0]!.provisionalAt;
      const rounded = Math.min(1, Math.max(0, confidence));
      const review = rounded < reviewBelow;
      units.push({ product, at: unit.at, provisionalAt, settledAt, confidence: rounded, review, interaction });
    }
  }
  return units.sort(
    (a, b) =>
      cart.findIndex(({ interaction }) => interaction === a.interaction) -
      cart.findIndex(({ interaction }) => interaction === b.interaction),
  );
}

function likeliestCart(
  session: string,
  base: Standing,
  open: readonly Group[],
  stage: InteractionStage,
): readonly Unit[] {
  const answered: { question: Question; answer: Option }[] = [];
  for (const { questions, worlds } of open) {
    for (const [k, question] of questions.entries()) {
      const answer = worlds[0]!.answers[k]!;
      if (isBy(answer, session)) answered.push({ question, answer });
    }
  }
  answered.sort((a, b) => a.question.number - b.question.number);
  const standing: Standing = { carts: new Map([[session, base.carts.get(session) ?? []]]), misplaced: [] };
  for (const { question, answer } of answered) applyAnswer(standing, question, answer, stage);
  return standing.carts.get(session) ?? [];
}

/** What a session took, net, in each world of a group: units by product; and how probable each world is. */
interface Moved {
  readonly taken: readonly ReadonlyMap<number, number>[];
  readonly chances: readonly number[];
}

function movedIn(group: Group, session: string): Moved {
  const taken = group.worlds.map(({ answers }) => {
    const counts = new Map<number, number>();
    for (const { moves } of answers) {
      for (const move of moves) {
        if (move.session !== session) continue;
        for (const { product, count } of move.items) counts.set(product, (counts.get(product) ?? 0) - count);
      }
    }
    return counts;
  });
  return { taken, chances: probabilities(group) };
}

/** How probable it is that a session holds 0, 1, 2 … units of a product. */
function chancesOfCount(product: number, settled: readonly Unit[], moved: readonly Moved[]): number[] {
  let chances: ReadonlyMap<number, number> = new Map([[0, 1]]);
  const add = (more: readonly (readonly [count: number, probability: number])[]): void => {
    const next = new Map<number, number>();
    for (const [a, p] of chances) for (const [b, q] of more) next.set(a + b, (next.get(a + b) ?? 0) + p * q);
    chances = next;
  };
  for (const unit of settled) {
    if (unit.product !== product) continue;
    if (unit.confidence < 1) {
      add([
        [1, unit.confidence],
        [0, 1 - unit.confidence],
      ]);
    } else add([[1, 1]]);
  }
  for (const { taken, chances: probability } of moved) {
    const counts = taken.map((counts) => counts.get(product) ?? 0);
    if (counts.some((count) => count !== 0)) add(counts.map((count, k) => [count, probability[k]!]));
  }
  const list: number[] = [];
  for (const [count, chance] of chances) {
    const n = Math.max(0, count);
    while (list.length <= n) list.push(0);
    list[n] = list[n]! + chance;
  }
  return list;
}

function isBy({ moves }: Option, session: string): boolean {
  return moves.some((move) => move.session === session);
}
