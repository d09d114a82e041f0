import type { Hypothesis, InteractionContext, Misplaced } from "../interaction/index.ts";
import { total } from "../interaction/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Candidate } from "./candidates.ts";
import { anybodyCost, beyond, type Explained, isOfStaff, pricedAnswers } from "./pricing.ts";
import type { Question } from "./question.ts";
import type { Room } from "./room.ts";
import type { WorldStanding } from "./world-standing.ts";

/** Answers to a part of a question as things stand in a world; of sums of several changes with `isJoined`. */
export type Explain = (part: number, standing: WorldStanding, isJoined?: boolean) => Explained;

/** A part of a question, and what is known of it. */
interface Part {
  readonly change: WeightChange;
  readonly who: readonly Candidate[];
  /** What is taken depends on what lies there alone; what comes back, on what everybody holds. */
  readonly isTaken: boolean;
  readonly ways: Map<string, Ways>;
  readonly explained: Map<string, Explained>;
}

/** What may have moved, whoever moved it. */
interface Ways {
  readonly shoppers: readonly Hypothesis[];
  readonly staffs: readonly Hypothesis[];
  /** All products in them. */
  readonly products: ReadonlySet<number>;
}

const nobody: InteractionContext["held"] = new Map();
const nowhere: readonly Misplaced[] = [];

/** Prices answers to a part of the question, once for all worlds that are alike in what matters to it. */
export function explainer(question: Question, { stage, candidates }: Room): Explain {
  const parts: (Part | undefined)[] = [];
  let found = 0;
  const partOf = (index: number): Part => {
    const change = question.parts[index]!;
    const isTaken = total(change).grams < 0;
    const part = { change, who: whoMay(candidates(change)), isTaken, ways: new Map(), explained: new Map() };
    parts[index] = part;
    return part;
  };
  const waysOf = (
    { change, who, isTaken }: Part,
    standing: WorldStanding,
    there: readonly Misplaced[],
    isJoined: boolean,
  ) => {
    const context = { held: isTaken ? nobody : standing.held(), misplaced: there };
    const shoppers = stage.explain(change, context);
    // What staff do in a row adds up to almost anything: of sums they get no more than shoppers do.
    const isStaffs = !isJoined && who.some(isOfStaff);
    const staffs = isStaffs ? stage.explain(change, { ...context, byStaff: true }) : shoppers;
    const products = new Set<number>();
    for (const ways of isStaffs ? [shoppers, staffs] : [shoppers]) {
      for (const { items } of ways) for (const { product } of items) products.add(product);
    }
    return { shoppers, staffs, products };
  };
  return (index, standing, isJoined = false) => {
    const part = parts[index] ?? partOf(index);
    const { misplaced } = standing;
    const there = misplaced.length === 0 ? nowhere : misplaced.filter((unit) => stage.isAt(unit, part.change));
    let key = "";
    for (const { plate, product, grams, variance, stocked } of there) {
      key += `/${plate}:${product}:${grams}:${variance}:${stocked ?? ""}`;
    }
    if (!part.isTaken) for (const [product, count] of standing.heldMore) key += `;${product}:${count}`;
    const ways = part.ways.get(key) ?? waysOf(part, standing, there, isJoined);
    part.ways.set(key, ways);
    if (!part.isTaken) key += whatTheyHold(part.who, standing, ways.products);
    const same = part.explained.get(key);
    if (same !== undefined) return same;
    const { change, who } = part;
    const list = pricedAnswers(change, ways.shoppers, who, standing, there, ways.staffs);
    const explained = { number: found, anybody: anybodyCost(who), list };
    found += 1;
    part.explained.set(key, explained);
    return explained;
  };
}

/** What some hold of these products otherwise than they do without anything open: the same text for the same units. */
function whatTheyHold(who: readonly Candidate[], standing: WorldStanding, products: ReadonlySet<number>): string {
  let text = "";
  const { moved } = standing;
  for (const { session } of who) {
    const cart = session && moved.get(session.id);
    if (cart === undefined) continue;
    text += `/${session!.id}`;
    for (const { product, grams, variance } of cart) {
      if (products.has(product)) text += `:${product}:${grams}:${variance}`;
    }
  }
  return text;
}

/** Those who may have made a change at all; somebody whom no session knows where nobody is near. */
export function whoMay(candidates: readonly Candidate[]): readonly Candidate[] {
  const least = candidates.reduce((best, { cost }) => Math.min(best, cost), Number.POSITIVE_INFINITY);
  const possible = candidates.filter(({ cost }) => cost - least < beyond);
  return possible.length > 0 ? possible : [{ session: undefined, cost: 0 }];
}
