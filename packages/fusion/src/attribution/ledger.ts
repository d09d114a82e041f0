import type { InteractionStage } from "../interaction/index.ts";
import type { HeldUnit, Session } from "../sessions/session.ts";
import type { Option, Question } from "./question.ts";
import { applyAnswer, type Standing, type Unit } from "./standing.ts";
import { type Group, probabilities } from "./worlds.ts";

/** Below this probability a person should look. */
const reviewBelow = 0.7;

/** What is open, by whom it moves something. */
export interface Open {
  readonly group: Group;
  /** By session: what it took, net, in each world of the group, units by product. */
  readonly taken: ReadonlyMap<string, readonly ReadonlyMap<number, number>[]>;
  /** How probable each world is. */
  readonly chances: readonly number[];
}

/** Reads once from some groups what each session moves in them. */
export function openIn(groups: readonly Group[]): Open[] {
  return groups.map((group) => {
    const taken = new Map<string, Map<number, number>[]>();
    for (const [k, { answers }] of group.worlds.entries()) {
      for (const { moves } of answers) {
        for (const { session, items } of moves) {
          let worlds = taken.get(session);
          if (worlds === undefined) {
            worlds = group.worlds.map(() => new Map<number, number>());
            taken.set(session, worlds);
          }
          const counts = worlds[k]!;
          for (const { product, count } of items) counts.set(product, (counts.get(product) ?? 0) - count);
        }
      }
    }
    return { group, taken, chances: probabilities(group) };
  });
}

/** What a session holds in the likeliest worlds, each unit with the probability that there are that many. */
export function unitsOf(
  session: Session,
  base: Standing,
  groups: readonly Open[],
  stage: InteractionStage,
  at: number,
): HeldUnit[] {
  const open = groups.filter(({ taken }) => taken.has(session.id));
  // Settled or not, units stand in the order in which they were taken: a cart must not change by that.
  const cart = likeliestCart(session.id, base, open, stage).toSorted(inOrder);
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
  return units.sort(inOrder);
}

/** By when they were taken; ids of interactions are `i` and their number. */
function inOrder(a: Pick<Unit, "at" | "interaction">, b: Pick<Unit, "at" | "interaction">): number {
  return a.at - b.at || Number(a.interaction.slice(1)) - Number(b.interaction.slice(1));
}

function likeliestCart(
  session: string,
  base: Standing,
  open: readonly Open[],
  stage: InteractionStage,
): readonly Unit[] {
  const answered: { question: Question; answer: Option }[] = [];
  for (const { group } of open) {
    const { questions, worlds } = group;
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
function chancesOfCount(session: string, product: number, settled: readonly Unit[], open: readonly Open[]): number[] {
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
  for (const { taken, chances: probability } of open) {
    const counts = taken.get(session)!.map((each) => each.get(product) ?? 0);
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
