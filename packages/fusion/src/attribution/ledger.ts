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
  const units: HeldUnit[] = [];
  const shown = [...session.units];
  for (const product of products) {
    const own = cart.filter((unit) => unit.product === product);
    const chances = chancesOfCount(session.id, product, base.carts.get(session.id) ?? [], open);
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

/** How probable it is that a session holds 0, 1, 2 … units of a product. */
function chancesOfCount(session: string, product: number, settled: readonly Unit[], open: readonly Group[]): number[] {
  let chances: ReadonlyMap<number, number> = new Map([[0, 1]]);
  const add = (more: readonly (readonly [count: number, probability: number])[]): void => {
    const next = new Map<number, number>();
    for (const [a, p] of chances) for (const [b, q] of more) next.set(a + b, (next.get(a + b) ?? 0) + p * q);
    chances = next;
  };
  for (const unit of settled) {
    if (unit.product === product && unit.confidence < 1)
      add([
        [1, unit.confidence],
        [0, 1 - unit.confidence],
      ]);
    else if (unit.product === product) add([[1, 1]]);
  }
  for (const group of open) {
    const moved = group.worlds.map(({ answers }) => movedBy(answers, session, product));
    if (moved.every((count) => count === 0)) continue;
    const probability = probabilities(group);
    add(moved.map((count, k) => [count, probability[k]!]));
  }
  const list: number[] = [];
  for (const [count, chance] of chances) {
    const n = Math.max(0, count);
    while (list.length <= n) list.push(0);
    list[n] = list[n]! + chance;
  }
  return list;
}

function movedBy(answers: readonly Option[], session: string, product: number): number {
  let taken = 0;
  for (const { moves } of answers) {
    for (const move of moves) {
      if (move.session !== session) continue;
      for (const item of move.items) if (item.product === product) taken -= item.count;
    }
  }
  return taken;
}

function isBy({ moves }: Option, session: string): boolean {
  return moves.some((move) => move.session === session);
}
