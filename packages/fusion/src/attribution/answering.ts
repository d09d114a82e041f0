import { type InteractionStage, joined } from "../interaction/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import { answersByTwo } from "./by-two.ts";
import type { Candidate } from "./candidates.ts";
import { type Explain, explainer, whoMay } from "./explaining.ts";
import { answersInParts } from "./in-parts.ts";
import { anybodyCost, beyond, moveOf, type Priced, type Rated, stranger } from "./pricing.ts";
import { half, nothing, type Option, optionOf, type Question } from "./question.ts";
import type { Room } from "./room.ts";
import { standingsIn, type WorldStanding } from "./world-standing.ts";
import { type Group, type Longer, logSum, longerWorlds, type World } from "./worlds.ts";

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

/** Worlds so much less likely than the best are not looked at: e⁻²⁰. */
const outOfSight = 20;

/** A whole answer and what it costs. */
interface Weighed {
  readonly option: Option;
  readonly cost: number;
}

/** An answer, and what it costs in other movements that come to the same. */
interface Alone extends Weighed {
  readonly again: number[];
}

/** An answer and what it makes of those before it. */
interface Together extends Weighed {
  readonly before: readonly Option[];
}

/** A change cut in parts, as the indices of the question's parts. */
interface Cut {
  readonly parts: readonly WeightChange[];
  readonly indices: readonly number[];
}

/** The group with one more question: each of its worlds with each answer that is possible there. */
export function extended(group: Group, question: Question, room: Room): Group {
  const { stage } = room;
  question.who = whoOf(whoMay(room.candidates(question.change)));
  const explain = explainer(question, room);
  const cuts = stage.cuts(question.change).map((parts): Cut => {
    return { parts, indices: parts.map((part) => partIndex(question, part)) };
  });
  const halves = group.questions.map((earlier) => mayBeHalf(earlier, question, stage));
  const known = new Map<string, readonly Alone[]>();
  let best = Number.NEGATIVE_INFINITY;
  const answers = standingsIn(group, room.base, stage).map((standing, k) => {
    const world = group.worlds[k]!;
    const alone = answersAlone(question, standing, explain, cuts, known, stage);
    const together = answersTogether(group, world, question, standing, explain, halves);
    for (const { cost } of [alone[0]!, ...together]) best = Math.max(best, world.weight - cost / 2);
    return { world, alone, together };
  });
  const found: Longer[] = [];
  for (const { world, alone, together } of answers) {
    for (const { option, cost, again } of alone) {
      let weight = world.weight - cost / 2;
      if (best - weight >= outOfSight) break;
      for (const other of again) {
        if (best - (world.weight - other / 2) < outOfSight) weight = logSum(weight, world.weight - other / 2);
      }
      found.push({ weight, before: world.answers, option });
    }
    for (const { before, option, cost } of together) {
      const weight = world.weight - cost / 2;
      if (best - weight < outOfSight) found.push({ weight, before, option });
    }
  }
  return { questions: [...group.questions, question], worlds: longerWorlds(found) };
}

function whoOf(candidates: readonly Candidate[]): readonly (readonly [session: string, cost: number])[] {
  const anybody = anybodyCost(candidates);
  return candidates.map(({ session, cost }) => [session?.id ?? stranger, cost - anybody] as const);
}

function answersAlone(
  question: Question,
  standing: WorldStanding,
  explain: Explain,
  cuts: readonly Cut[],
  known: Map<string, readonly Alone[]>,
  stage: InteractionStage,
): readonly Alone[] {
  const whole = explain(0, standing);
  const pieces = cuts.map(({ indices }) => indices.map((part) => explain(part, standing)));
  let key = `${whole.number}`;
  for (const cut of pieces) for (const { number } of cut) key += ` ${number}`;
  const same = known.get(key);
  if (same !== undefined) return same;
  const list = whole.list.map((priced) => rated(question, priced));
  list.push(...answersByTwo(whole));
  for (const [k, { parts, indices }] of cuts.entries()) {
    list.push(...answersInParts(question.change, parts, indices, pieces[k]!, stage, whole.anybody));
  }
  const distinct = new Map<string, Alone>();
  for (const { moves, cost } of list.sort((a, b) => a.cost - b.cost).slice(0, mostAlone)) {
    const option = optionOf(moves);
    const cheaper = distinct.get(option.key);
    if (cheaper === undefined) distinct.set(option.key, { option, cost, again: [] });
    else cheaper.again.push(cost);
  }
  const best = [...distinct.values()];
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
  standing: WorldStanding,
  explain: Explain,
  mayBe: readonly boolean[],
): Together[] {
  const found: Together[] = [];
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
      found.push({ before: answers, option, cost: cost + more });
    }
  }
  return found;
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
