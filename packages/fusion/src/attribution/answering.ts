import {
  type Hypothesis,
  type InteractionContext,
  type InteractionStage,
  joined,
  total,
} from "../interaction/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Candidate } from "./candidates.ts";
import { anybodyCost, beyond, type Priced, pricedAnswers, stranger } from "./pricing.ts";
import { half, type Move, nothing, type Option, optionOf, type Question } from "./question.ts";
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
/** Cost of two people, or two hands, in one change, and the answers that are looked at for each. */
const twoCost = 2;
const answersEach = 4;

/** What answers to a question are weighed with. */
export interface Room {
  readonly stage: InteractionStage;
  /** How things stand without anything that is open. */
  readonly base: Standing;
  readonly candidates: (change: WeightChange) => readonly Candidate[];
}

interface Weighed {
  readonly option: Option;
  readonly cost: number;
}

/** How things stand in a world of a group. */
function standingIn(group: Group, world: World, room: Room): Standing {
  const standing = copyOf(room.base);
  for (const [k, question] of group.questions.entries()) {
    applyAnswer(standing, question, world.answers[k]!, room.stage);
  }
  return standing;
}

/** The group with one more question: each of its worlds with each answer that is possible there. */
export function extended(group: Group, question: Question, room: Room): Group {
  const explain = explainer(question, room);
  question.who = whoOf(whoMay(room.candidates(question.change)));
  const worlds = group.worlds.flatMap((world) => {
    const standing = standingIn(group, world, room);
    const alone = answersAlone(question, standing, explain, room.stage);
    const together = answersTogether(group, world, question, standing, explain, room.stage);
    return [
      ...alone.map(({ option, cost }) => ({ weight: world.weight - cost / 2, answers: [...world.answers, option] })),
      ...together,
    ];
  });
  return { questions: [...group.questions, question], worlds: pruned(worlds) };
}

type Explain = (part: number, standing: Standing) => readonly Priced[];

/** Prices answers to a part of the question, asking for hypotheses and candidates once for all worlds alike. */
function explainer(question: Question, { stage, candidates }: Room): Explain {
  const people: (readonly Candidate[])[] = [];
  const known = new Map<string, readonly Hypothesis[]>();
  return (part, standing) => {
    const change = question.parts[part]!;
    const who = people[part] ?? whoMay(candidates(change));
    people[part] = who;
    const context = contextOf(standing);
    const key = `${part}/${keyOf(context, change, stage)}`;
    const hypotheses = known.get(key) ?? stage.explain(change, context);
    known.set(key, hypotheses);
    return pricedAnswers(change, hypotheses, who, standing, stage);
  };
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

function keyOf({ held, misplaced }: InteractionContext, change: WeightChange, stage: InteractionStage): string {
  if (total(change).grams > 0) return [...held].join(";");
  const there = misplaced.filter((unit) => stage.isAt(unit, change));
  return there.map((unit) => unit.product).join();
}

function answersAlone(question: Question, standing: Standing, explain: Explain, stage: InteractionStage): Weighed[] {
  const list = explain(0, standing).map((priced) => weighed(question, [priced], [0]));
  for (const cut of stage.cuts(question.change)) {
    const parts = cut.map((part) => partIndex(question, part));
    const [first = [], second = []] = parts.map((part) =>
      explain(part, standing)
        .filter(({ hypothesis }) => hypothesis.items.length > 0)
        .slice(0, answersEach),
    );
    for (const one of first) for (const two of second) list.push(weighed(question, [one, two], parts, twoCost));
  }
  return list;
}

function weighed(question: Question, priced: readonly Priced[], parts: readonly number[], more = 0): Weighed {
  const moves: Move[] = [];
  let cost = more;
  for (const [k, { session, hypothesis, cost: own }] of priced.entries()) {
    if (hypothesis.items.length > 0) moves.push({ session, items: hypothesis.items, part: parts[k]! });
    cost += own;
  }
  return { option: optionOf(moves), cost: moves.length === 0 ? question.idleCost : cost };
}

/** Worlds in which earlier changes, of which nothing is made yet, were halves of this one. */
function answersTogether(
  group: Group,
  world: World,
  question: Question,
  standing: Standing,
  explain: Explain,
  stage: InteractionStage,
): World[] {
  const worlds: World[] = [];
  const answers = [...world.answers];
  const halves: string[] = [];
  const who = new Map<string, number>();
  let together = question.change;
  let refund = 0;
  for (let k = group.questions.length - 1; k >= 0 && halves.length < mostHalves; k--) {
    const earlier = group.questions[k]!;
    if (answers[k]!.key !== nothing || !mayBeHalf(earlier, question, stage)) continue;
    together = joined(earlier.change, together);
    refund += earlier.idleCost;
    halves.push(earlier.id);
    answers[k] = half;
    const here = new Map(earlier.who);
    for (const [session] of question.who) who.set(session, (who.get(session) ?? 0) + (here.get(session) ?? beyond));
    for (const priced of explain(partIndex(question, together), standing)) {
      const { items } = priced.hypothesis;
      if (priced.hypothesis.cost > (items.length > 0 ? poorCost : nothingLeft)) continue;
      const moves = items.length > 0 ? [{ session: priced.session, items, part: partIndex(question, together) }] : [];
      const option = optionOf(moves, halves.slice());
      const cost = priced.cost + joinCost + (moves.length > 0 ? (who.get(priced.session) ?? beyond) : 0) - refund;
      worlds.push({ weight: world.weight - cost / 2, answers: [...answers, option] });
    }
  }
  return worlds;
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
