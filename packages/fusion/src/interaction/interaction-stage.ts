import { AisleError } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import type { WeightChange } from "../shelf/weight-change.ts";
import { createAssortment } from "./assortment.ts";
import { findCandidates, type InteractionContext } from "./candidates.ts";
import { explainChange, total, type UnitWeights } from "./explain.ts";
import type { Hypothesis, ItemDelta } from "./hypothesis.ts";
import { type Misplaced, notePlaced, noteTaken } from "./misplaced.ts";
import { cuts } from "./splitting.ts";
import { catalogueWeights, learnWeight } from "./unit-weights.ts";
import { bestCost, type ExplainedChange, expire, isPoor, joinWaiting, type Waiting, wait } from "./waiting.ts";

/** All that changes in the interaction stage, as plain data. */
export interface InteractionState {
  readonly misplaced: Misplaced[];
  /** Changes that fit nothing yet, oldest first. */
  readonly waiting: Waiting[];
  readonly weights: UnitWeights;
}

/** What cutting a change in two must gain to be believed. */
const cutGain = 2;
/** Grams that may be left over when a thing was pushed from one plate to the next. */
const asideGrams = 10;

/** From weight changes to distributions over products and counts. */
export interface InteractionStage {
  /** Explains one change by itself: at most 12 hypotheses, likeliest first, "nothing moved" among them. */
  explain(change: WeightChange, context: InteractionContext): readonly Hypothesis[];
  /**
   * Takes the next change. Returns what can be said now: usually this change; two, where two people reached next to
   * each other at once; nothing while it fits nothing, or looks like a return to a wrong place, and so may be a hand
   * that leans on the plate before it takes. Such a change waits up to 4 s and is tried as the sum with the next one on
   * or beside its plates.
   */
  next(change: WeightChange, context: InteractionContext): readonly ExplainedChange[];
  /** Time passes: what has waited for too long is told as it is. */
  advance(at: number): readonly ExplainedChange[];
  /** Since when a change of this shelf waits for its other half; `undefined` when none does. */
  pending(shelf: number): number | undefined;
  /** It was decided that these items came to (+) the plates of a change: what does not belong there is known from now on. */
  placed(change: WeightChange, items: readonly ItemDelta[]): void;
  /** It was decided that these items left (−) the plates of a change. */
  taken(change: WeightChange, items: readonly ItemDelta[]): void;
  /** All mutable state, as plain data. */
  snapshot(): InteractionState;
  /** Goes on from a snapshot of a stage of the same store model. */
  restore(state: InteractionState): void;
}

/** An interaction stage that knows the store model and nothing else. */
export function createInteractionStage(model: StoreModel): InteractionStage {
  const assortment = createAssortment(model);
  let state: InteractionState = {
    misplaced: [],
    waiting: [],
    weights: catalogueWeights(assortment),
  };

  const explain = (change: WeightChange, context: InteractionContext): readonly Hypothesis[] => {
    if (!assortment.offers[change.shelf]) {
      throw new AisleError("fusion.shelf-unknown", `there is no shelf ${change.shelf} in the store model`, {
        category: "input",
        remedy: "explain changes of shelves of the same store model",
      });
    }
    return explainChange(
      assortment,
      state.weights,
      change,
      findCandidates(assortment, state.misplaced, change, context),
    );
  };

  const position =
    (shelf: number) =>
    (plate: number): number => {
      const it = model.shelves[shelf]?.plates[plate];
      return it ? it.center[0] * it.facing[1] - it.center[1] * it.facing[0] : 0;
    };

  /** The change as it is, or cut in two where that explains it better. */
  const apart = (change: WeightChange, context: InteractionContext): ExplainedChange[] => {
    const whole = { change, hypotheses: explain(change, context) };
    let best: ExplainedChange[] = [whole];
    let least = bestCost(whole.hypotheses) - cutGain;
    for (const cut of cuts(change, position(change.shelf))) {
      const parts = cut.map((part) => ({ change: part, hypotheses: explain(part, context) }));
      const cost = parts.reduce((sum, part) => sum + bestCost(part.hypotheses), 0);
      if (cost < least && parts.every((part) => (part.hypotheses[0]?.items.length ?? 0) > 0)) {
        best = parts;
        least = cost;
      }
    }
    return best;
  };

  /** A hand that leans on a plate weighs as much as some product that is held; only what follows tells them apart. */
  const isStray = ({ change, hypotheses }: ExplainedChange): boolean =>
    hypotheses[0]?.items.some(
      ({ product, count }) =>
        count > 0 &&
        !change.plates.some(({ plate }) =>
          assortment.offers[change.shelf]?.[plate]?.some((offer) => offer.product === product && offer.affinity === 1),
        ),
    ) ?? false;

  /** Nobody is known to hold what this would put back: more likely a hand that leans. */
  const isUnheld = ({ hypotheses }: ExplainedChange, { held }: InteractionContext): boolean =>
    hypotheses[0]?.items.some(({ product, count }) => count > (held.get(product) ?? 0)) ?? false;

  /** Whether two changes may be halves of one: on the same plate, or side by side where they do not contradict. */
  const nearby = (a: WeightChange, b: WeightChange): boolean => {
    if (a.shelf !== b.shelf) return false;
    if (a.plates.some(({ plate }) => b.plates.some((other) => other.plate === plate))) return true;
    const [first, second] = [total(a), total(b)];
    const movedAside =
      Math.abs(first.grams + second.grams) < asideGrams + 3 * Math.sqrt(first.variance + second.variance);
    if (first.grams < 0 !== second.grams < 0 && !movedAside) return false;
    return a.plates.some(({ plate }) =>
      b.plates.some((other) => assortment.beside[a.shelf]?.[plate]?.includes(other.plate)),
    );
  };

  return {
    explain,
    next(change, context) {
      const told: ExplainedChange[] = [];
      const parts = joinWaiting(
        state.waiting,
        change,
        apart(change, context),
        (other) => nearby(other, change),
        (sum) => explain(sum, context),
        told,
      );
      for (const part of parts) {
        if (isPoor(part.hypotheses) || isStray(part) || isUnheld(part, context)) wait(state.waiting, part, told);
        else {
          learnWeight(state.weights, assortment, part);
          told.push(part);
        }
      }
      return told;
    },
    advance(at) {
      const told: ExplainedChange[] = [];
      expire(state.waiting, at, told);
      return told;
    },
    pending: (shelf) => state.waiting.find((waits) => waits.change.shelf === shelf && !waits.told)?.change.from,
    placed: (change, items) => notePlaced(state.misplaced, assortment, change, items),
    taken: (change, items) => noteTaken(state.misplaced, assortment, change, items),
    snapshot: () => structuredClone(state),
    restore(from) {
      state = structuredClone(from);
    },
  };
}
