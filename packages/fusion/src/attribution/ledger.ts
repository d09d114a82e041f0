import type { InteractionStage } from "../interaction/index.ts";
import { trustAt } from "../sessions/index.ts";
import type { HeldUnit, Session } from "../sessions/session.ts";
import type { Option, Question } from "./question.ts";
import { applyAnswer, type Standing, type Unit } from "./standing.ts";
import { type Group, probabilities, type World } from "./worlds.ts";

/** Below this probability a person should look. */
const reviewBelow = 0.75;

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

/** What a session holds in the likeliest worlds, in the order in which it was taken. */
export function cartOf(session: string, base: Standing, groups: readonly Open[], stage: InteractionStage): Unit[] {
  const standing: Standing = { carts: new Map([[session, base.carts.get(session) ?? []]]), misplaced: [] };
  for (const { question, answer } of answeredBy(session, groups)) applyAnswer(standing, question, answer, stage);
  // Settled or not, units stand in the order in which they were taken: a cart must not change by that.
  return standing.carts.get(session)!.toSorted(inOrder);
}

/** What a session is shown to hold now, and when each unit was first shown: those that were shown before, since then. */
export function shownAs(cart: readonly Unit[], before: readonly HeldUnit[], now: number): HeldUnit[] {
  const shown = [...before];
  return cart.map(({ product, at, settledAt, interaction }) => {
    const known = shown.findIndex((other) => other.product === product && other.interaction === interaction);
    const provisionalAt = known < 0 ? now : shown.splice(known, 1)[0]!.provisionalAt;
    return { product, at, provisionalAt, settledAt, confidence: 1, review: false, interaction };
  });
}

/** Gives each unit of a session the probability that it holds that many of the product, and that its own people do. */
export function rate(session: Session, base: Standing, groups: readonly Open[]): void {
  const { id, units } = session;
  const open = groups.filter(({ taken }) => taken.has(id));
  const left = new Map<number, number[]>();
  for (const unit of units) {
    const { product } = unit;
    const chances = left.get(product) ?? chancesOfCount(id, product, base.carts.get(id) ?? [], open);
    left.set(product, chances);
    chances.shift();
    const confidence = chances.reduce((sum, chance) => sum + chance, 0);
    unit.confidence = Math.min(1, Math.max(0, confidence)) * trustAt(session, unit.at);
    unit.review = unit.confidence < reviewBelow;
  }
}

/** By when they were taken, ids of interactions being `i` and their number; what was taken at once, by product. */
function inOrder(a: Unit, b: Unit): number {
  return a.at - b.at || Number(a.interaction.slice(1)) - Number(b.interaction.slice(1)) || a.product - b.product;
}

/** What a session moved in the likeliest world of each group, oldest first. */
function answeredBy(session: string, groups: readonly Open[]): readonly { question: Question; answer: Option }[] {
  const answered: { question: Question; answer: Option }[] = [];
  for (const { group, taken } of groups) {
    if (!taken.has(session)) continue;
    const { questions, worlds } = group;
    for (let k = 0; k < questions.length; k++) {
      const answer = worlds[0]!.answers[k]!;
      if (isBy(answer, session)) answered.push({ question: questions[k]!, answer });
    }
  }
  return answered.sort((a, b) => a.question.number - b.question.number);
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
