import type { InteractionStage } from "../interaction/index.ts";
import type { HeldUnit, Session } from "../sessions/session.ts";
import type { Option, Question } from "./question.ts";
import { applyAnswer, type Standing, type Unit } from "./standing.ts";
import { type Group, probabilities, type World } from "./worlds.ts";

/** Below this probability a person should look. */
const reviewBelow = 0.7;

/** What a group says of each session; read once, for a group's worlds are never changed but replaced. */
export interface Open {
  readonly group: Group;
  /** By session and product: how many units it took, net, in each world. */
  readonly taken: ReadonlyMap<string, ReadonlyMap<number, readonly number[]>>;
  /** How probable each world is. */
  readonly chances: readonly number[];
}

const known = new WeakMap<readonly World[], Open>();

/** What each session moves in a group. */
export function openIn(group: Group): Open {
  const { worlds } = group;
  const same = known.get(worlds);
  if (same !== undefined) return same;
  const taken = new Map<string, Map<number, number[]>>();
  for (let k = 0; k < worlds.length; k++) {
    for (const { moves } of worlds[k]!.answers) {
      for (const { session, items } of moves) {
        const products = taken.get(session) ?? new Map<number, number[]>();
        taken.set(session, products);
        for (const { product, count } of items) {
          const counts = products.get(product) ?? new Array<number>(worlds.length).fill(0);
          products.set(product, counts);
          counts[k] = counts[k]! - count;
        }
      }
    }
  }
  const open = { group, taken, chances: probabilities(group) };
  known.set(worlds, open);
  return open;
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
  let chances: readonly number[] = [1];
  // The count of the first of them: what is open may take away more than there is.
  let first = 0;
  for (const unit of settled) {
    if (unit.product === product) chances = convolved(chances, [1 - unit.confidence, unit.confidence]);
  }
  for (const { taken, chances: probability } of open) {
    const counts = taken.get(session)!.get(product);
    if (counts === undefined) continue;
    const least = Math.min(...counts);
    const more = new Array<number>(Math.max(...counts) - least + 1).fill(0);
    for (let k = 0; k < counts.length; k++) more[counts[k]! - least] = more[counts[k]! - least]! + probability[k]!;
    chances = convolved(chances, more);
    first += least;
  }
  if (first >= 0) return [...new Array<number>(first).fill(0), ...chances];
  const none = chances.slice(0, 1 - first).reduce((sum, chance) => sum + chance, 0);
  return [none, ...chances.slice(1 - first)];
}

/** The chances of the sums of two counts that have nothing to do with each other. */
function convolved(a: readonly number[], b: readonly number[]): readonly number[] {
  const sums = new Array<number>(a.length + b.length - 1).fill(0);
  for (let i = 0; i < a.length; i++) for (let k = 0; k < b.length; k++) sums[i + k] = sums[i + k]! + a[i]! * b[k]!;
  return sums;
}

function isBy({ moves }: Option, session: string): boolean {
  return moves.some((move) => move.session === session);
}
