import {
  type Hypothesis,
  type InteractionContext,
  type InteractionStage,
  joined,
  total,
} from "../interaction/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import { answersByTwo } from "./by-two.ts";
import type { Candidate } from "./candidates.ts";
import { answersInParts } from "./in-parts.ts";
import {
  anybodyCost,
  beyond,
  type Explained,
  isOfStaff,
  moveOf,
  type Priced,
  pricedAnswers,
  type Rated,
  stranger,
} from "./pricing.ts";
import { half, nothing, type Option, optionOf, type Question } from "./question.ts";
import { applyAnswer, contextOf, copyOf, type Standing } from "./standing.ts";
import { type Group, pruned, type World } from "./worlds.ts";

/** Half a movement is completed within so many milliseconds, or remembered for so long: people lean on shelves while they read labels. */
export const rememberMs = 15_000;
/** So many earlier changes may be halves of one. */
const mostHalves = 3;
/** Cost of a movement that came in halves. */
const joinCost = 9;
/** Above this cost even the best explanation is poor. */
export const poorCost = 18;
/** Below this cost "nothing moved" is believed of a sum: some 10 g are left. */
const nothingLeft = 11;
/** So many answers to a question by itself are looked at in each world, the cheapest: twice as many as worlds are kept. */
const mostAlone = 48;

/** What answers to a question are weighed with. */
export interface Room {
  readonly stage: InteractionStage;
  /** How things stand without anything that is open. */
  readonly base: Standing;
  readonly candidates: (change: WeightChange) => readonly Candidate[];
}

/** Worlds so much less likely than the best are not looked at: e⁻²⁰. */
const outOfSight = 20;
const nobody: InteractionContext["held"] = new Map();

/** A whole answer and what it costs. */
interface Weighed {
  readonly option: Option;
  readonly cost: number;
}

/** How things stand in a world of a group. */
function standingIn(group: Group, world: World, room: Room): Standing {
  const standing = copyOf(room.base);
  const { questions } = group;
  for (let k = 0; k < questions.length; k++) applyAnswer(standing, questions[k]!, world.answers[k]!, room.stage);
  return standing;
}

/** The group with one more question: each of its worlds with each answer that is possible there. */
export function extended(group: Group, question: Question, room: Room): Group {
  const { stage } = room;
  const explain = explainer(question, room);
  question.who = whoOf(whoMay(room.candidates(question.change)));
  const cuts = stage.cuts(question.change);
  const halves = group.questions.map((earlier) => mayBeHalf(earlier, question, stage));
  const known = new Map<string, readonly Weighed[]>();
  const found: { readonly weight: number; readonly before: readonly Option[]; readonly option: Option }[] = [];
  let best = Number.NEGATIVE_INFINITY;
  for (const world of group.worlds) {
    const standing = standingIn(group, world, room);
    const note = (before: readonly Option[], { option, cost }: Weighed): void => {
      const weight = world.weight - cost / 2;
      if (weight > best) best = weight;
      if (best - weight < outOfSight) found.push({ weight, before, option });
    };
    for (const one of answersAlone(question, standing, explain, cuts, known, stage)) note(world.answers, one);
    answersTogether(group, world, question, standing, explain, halves, note);
  }
  const worlds = found
    .filter(({ weight }) => best - weight < outOfSight)
    .map(({ weight, before, option }) => ({ weight, answers: [...before, option] }));
  return { questions: [...group.questions, question], worlds: pruned(worlds) };
}

type Explain = (part: number, standing: Standing, isJoined?: boolean) => Explained;

/** Prices answers to a part of the question, once for all worlds that are alike in what matters to it. */
function explainer(question: Question, { stage, base, candidates }: Room): Explain {
  const people: (readonly Candidate[])[] = [];
  const hypotheses = new Map<string, readonly Hypothesis[]>();
  const priced = new Map<string, Explained>();
  let last: Standing | undefined;
  let held: InteractionContext["held"] = nobody;
  let heldKey = "";
  return (part, standing, isJoined = false) => {
    const change = question.parts[part]!;
    const who = people[part] ?? whoMay(candidates(change));
    people[part] = who;
    const there = standing.misplaced.filter((unit) => stage.isAt(unit, change));
    let key = `${part}`;
    for (const { plate, product, grams, variance, stocked } of there)
      key += `/${plate}:${product}:${grams}:${variance}:${stocked ?? ""}`;
    // What is taken depends on what lies there alone; what comes back, on what everybody holds.
    const isTaken = total(change).grams < 0;
    if (!isTaken && standing !== last) {
      last = standing;
      held = contextOf(standing).held;
      heldKey = [...held].join(";");
    }
    const context = isTaken ? { held: nobody, misplaced: there } : { held, misplaced: there };
    if (!isTaken) key += `/${heldKey}`;
    const whole = isTaken ? key : key + whatTheyHold(who, standing, base);
    const same = priced.get(whole);
    if (same !== undefined) return same;
    const ways = hypotheses.get(key) ?? stage.explain(change, context);
    hypotheses.set(key, ways);
    // What staff do in a row adds up to almost anything: of sums they get no more than shoppers do.
    const staffs = !isJoined && who.some(isOfStaff) ? stage.explain(change, { ...context, byStaff: true }) : ways;
    const found = {
      key: whole,
      anybody: anybodyCost(who),
      list: pricedAnswers(change, ways, who, standing.carts, there, staffs),
    };
    priced.set(whole, found);
    return found;
  };
}

/** The carts of some that are not as they are without anything open: the same text for the same units. */
function whatTheyHold(who: readonly Candidate[], { carts }: Standing, base: Standing): string {
  let text = "";
  for (const { session } of who) {
    const cart = session && carts.get(session.id);
    if (cart === undefined || cart === base.carts.get(session!.id)) continue;
    text += `/${session!.id}`;
    for (const { product, grams, variance } of cart) text += `:${product}:${grams}:${variance}`;
  }
  return text;
}

function whoMay(candidates: readonly Candidate[]): readonly Candidate[] {
  const least = candidates.reduce((best, { cost }) => Math.min(best, cost), Number.POSITIVE_INFINITY);
  const possible = candidates.filter(({ cost }) => cost - least < beyond);
  return possible.length > 0 ? possible : [{ session: undefined, cost: 0 }];
}

function whoOf(candidates: readonly Candidate[]): readonly (readonly [session: string, cost: number])[] {
  const anybody = anybodyCost(candidates);
  return candidates.map(({ session, cost }) => [session?.id ?? stranger, cost - anybody] as const);
}

function answersAlone(
  question: Question,
  standing: Standing,
  explain: Explain,
  cuts: readonly (readonly WeightChange[])[],
  known: Map<string, readonly Weighed[]>,
  stage: InteractionStage,
): readonly Weighed[] {
  const whole = explain(0, standing);
  const indices = cuts.map((cut) => cut.map((part) => partIndex(question, part)));
  const pieces = indices.map((parts) => parts.map((part) => explain(part, standing)));
  const key = [whole, ...pieces.flat()].map((each) => each.key).join("|");
  const same = known.get(key);
  if (same !== undefined) return same;
  const list = whole.list.map((priced) => rated(question, priced));
  list.push(...answersByTwo(whole));
  for (const [k, cut] of cuts.entries()) {
    list.push(...answersInParts(question.change, cut, indices[k]!, pieces[k]!, stage, whole.anybody));
  }
  const best = list
    .sort((a, b) => a.cost - b.cost)
    .slice(0, mostAlone)
    .map(({ moves, cost }): Weighed => ({ option: optionOf(moves), cost }));
  known.set(key, best);
  return best;
}

function rated({ idleCost }: Question, priced: Priced): Rated {
  return priced.hypothesis.items.length === 0
    ? { moves: [], cost: idleCost }
    : { moves: [moveOf(priced, 0)], cost: priced.cost };
}

/** Answers in which earlier changes, of which nothing is made yet, were halves of this one. */
function answersTogether(
  group: Group,
  world: World,
  question: Question,
  standing: Standing,
  explain: Explain,
  mayBe: readonly boolean[],
  note: (before: readonly Option[], answer: Weighed) => void,
): void {
  let answers = world.answers;
  const halves: string[] = [];
  const who = new Map<string, number>();
  let together = question.change;
  let refund = 0;
  for (let k = group.questions.length - 1; k >= 0 && halves.length < mostHalves; k--) {
    const earlier = group.questions[k]!;
    if (!mayBe[k] || answers[k]!.key !== nothing) continue;
    together = joined(earlier.change, together);
    refund += earlier.idleCost;
    halves.push(earlier.id);
    answers = answers.with(k, half);
    const here = new Map(earlier.who);
    for (const [session] of question.who) who.set(session, (who.get(session) ?? 0) + (here.get(session) ?? beyond));
    const part = partIndex(question, together);
    for (const priced of explain(part, standing, true).list) {
      const { hypothesis, session, cost } = priced;
      const { items } = hypothesis;
      if (hypothesis.cost > (items.length > 0 ? poorCost : nothingLeft)) continue;
      const option = optionOf(items.length > 0 ? [moveOf(priced, part)] : [], halves.slice());
      const more = joinCost + (items.length > 0 ? (who.get(session) ?? beyond) : 0) - refund;
      note(answers, { option, cost: cost + more });
    }
  }
}

/** Whether an earlier change is near enough, in place and time, to be half of this one. */
export function mayBeHalf(earlier: Question, question: Question, stage: InteractionStage): boolean {
  const age = question.change.decidedAt - earlier.change.decidedAt;
  return age < rememberMs && stage.isNear(earlier.change, question.change);
}

function partIndex(question: Question, change: WeightChange): number {
  const same = question.parts.findIndex((part) => samePlates(part, change));
  if (same >= 0) return same;
  question.parts.push(change);
  return question.parts.length - 1;
}

function samePlates(a: WeightChange, b: WeightChange): boolean {
  return (
    a.from === b.from &&
    a.to === b.to &&
    a.plates.length === b.plates.length &&
    a.plates.every(({ plate, delta }, k) => plate === b.plates[k]!.plate && delta === b.plates[k]!.delta)
  );
}
