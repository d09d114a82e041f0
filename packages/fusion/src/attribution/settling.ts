import type { InteractionStage } from "../interaction/index.ts";
import { rememberMs } from "./answering.ts";
import { nothing, type Option, type Question } from "./question.ts";
import { applyAnswer, copyOf, type Standing } from "./standing.ts";
import { type Answer, answersTo, type Group, optionsIn, probabilities, pruned, without } from "./worlds.ts";

/** An answer is settled when all others together are so improbable: e⁻⁷. */
const certain = 1 - Math.exp(-7);
/** So many questions of a group stay open; the oldest is settled as it is then. */
const mostOpen = 16;
/** A change of which nothing could be made waits so long for its other half before the best of bad answers is told. */
const waitMs = 4000;

/** What may have been nothing, and cannot be decided, is asked again for so long. */
const doubtMs = 60_000;

/** What has been settled, and what has not. */
export interface Settled {
  readonly base: Standing;
  readonly group: Group;
}

/** Settles the questions of a group to which there is one answer; all of them with `all`. */
export function settled(before: Group, base: Standing, stage: InteractionStage, at: number, all = false): Settled {
  let group = before;
  const standing = copyOf(base);
  let chances = probabilities(group);
  for (let k = 0; k < group.questions.length; ) {
    const question = group.questions[k]!;
    const [best] = answersTo(group, k, chances) as [Answer, ...Answer[]];
    const forced = all || (k === 0 && group.questions.length > mostOpen);
    if (!forced && !isOver(question, best, standing, group, at)) {
      k += 1;
      continue;
    }
    applyAnswer(standing, question, best.option, stage, best.probability);
    if (best.probability >= certain) learnFrom(question, best.option, stage);
    group = without(group, k, best.option.key === "half" ? nothing : best.option.key);
    chances = probabilities(group);
    if (forced && !all) k = 0;
  }
  return { base: standing, group };
}

/** Whether nothing can complete some change of a group any more of which nothing was made. */
export function isRipe({ questions }: Group, at: number): boolean {
  return questions.some(({ told, change }) => told === nothing && at - change.decidedAt >= rememberMs);
}

function isOver(question: Question, best: Answer, base: Standing, group: Group, at: number): boolean {
  const { moves } = best.option;
  if (moves.length === 0 && at - question.change.decidedAt >= doubtMs) return true;
  if (best.probability < certain) return false;
  if (moves.length === 0) return at - question.change.decidedAt >= rememberMs;
  // What was put back must have been taken for certain before.
  return moves.every(({ session, items }) =>
    items.every(({ product, count }) => {
      if (count < 0) return true;
      const held = base.carts.get(session)?.filter((unit) => unit.product === product).length ?? 0;
      return held >= count || !isTakenIn(group, question, session, product);
    }),
  );
}

function isTakenIn(group: Group, but: Question, session: string, product: number): boolean {
  const options = optionsIn(group);
  return group.questions.some(
    (question, k) =>
      question !== but &&
      options[k]!.some(({ moves }) =>
        moves.some(
          (move) => move.session === session && move.items.some((item) => item.product === product && item.count < 0),
        ),
      ),
  );
}

function learnFrom(question: Question, { moves, halves }: Option, stage: InteractionStage): void {
  const [move] = moves;
  const [item] = move?.items ?? [];
  if (moves.length !== 1 || move === undefined || item === undefined || move.items.length !== 1) return;
  if (halves.length === 0) stage.learn(question.parts[move.part]!, item);
}

/** From now on nothing completes a change of which nothing could be made: where nothing moved it costs what it does. */
export function patienceEnds(group: Group, at: number): Group {
  let { worlds } = group;
  for (const [k, question] of group.questions.entries()) {
    if (question.idleCost === question.idleCostLater || at - question.change.decidedAt < waitMs) continue;
    const more = (question.idleCostLater - question.idleCost) / 2;
    worlds = worlds.map((world) =>
      world.answers[k]!.key === nothing ? { ...world, weight: world.weight - more } : world,
    );
    question.idleCost = question.idleCostLater;
  }
  return worlds === group.worlds ? group : { questions: group.questions, worlds: pruned(worlds) };
}
