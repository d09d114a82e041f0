import { AisleError } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import type { WeightChange } from "../shelf/weight-change.ts";
import { createAssortment } from "./assortment.ts";
import { findCandidates, type InteractionContext } from "./candidates.ts";
import { catalogueError, explainChange, total } from "./explain.ts";
import type { Hypothesis, ItemDelta } from "./hypothesis.ts";
import { type Misplaced, notePlaced, noteTaken } from "./misplaced.ts";
import { cuts, joined } from "./splitting.ts";

/** A change and what it may have been, likeliest first. */
export interface ExplainedChange {
  readonly change: WeightChange;
  readonly hypotheses: readonly Hypothesis[];
}

/** All that changes in the interaction stage, as plain data. */
export interface InteractionState {
  readonly misplaced: Misplaced[];
  /** Changes that fit nothing yet, oldest first. */
  readonly waiting: ExplainedChange[];
  /** What products weigh as far as it was learned: grams a unit and the variance of that. */
  readonly grams: Float64Array;
  readonly variance: Float64Array;
}

/** How long a change that fits nothing waits for its other half, in milliseconds. */
const waitMs = 4000;
/** How many may wait at once. */
const mostWaiting = 64;
/** Above this cost even the best explanation is poor. */
const poorCost = 18;
/** What joining or cutting must gain to be believed. */
const joinGain = 2;
const cutGain = 2;

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
    grams: assortment.weight.slice(),
    variance: assortment.weight.map((grams) => catalogueError * grams * (catalogueError * grams)),
  };

  const explain = (change: WeightChange, context: InteractionContext): readonly Hypothesis[] => {
    if (!assortment.offers[change.shelf]) {
      throw new AisleError("fusion.shelf-unknown", `there is no shelf ${change.shelf} in the store model`, {
        category: "input",
        remedy: "explain changes of shelves of the same store model",
      });
    }
    return explainChange(assortment, state, change, findCandidates(assortment, state.misplaced, change, context));
  };

  const position = (shelf: number) => (plate: number): number => {
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

  const nearby = (a: WeightChange, b: WeightChange): boolean =>
    a.shelf === b.shelf &&
    a.plates.some(({ plate }) =>
      b.plates.some((other) => other.plate === plate || assortment.beside[a.shelf]?.[plate]?.includes(other.plate)),
    );

  return {
    explain,
    next(change, context) {
      const told: ExplainedChange[] = [];
      let parts = apart(change, context);
      const k = state.waiting.findIndex((waits) => nearby(waits.change, change));
      const waited = state.waiting[k];
      if (waited) {
        const both = joined(waited.change, change);
        const together = explain(both, context);
        const separate = parts.reduce((sum, part) => sum + bestCost(part.hypotheses), bestCost(waited.hypotheses));
        state.waiting.splice(k, 1);
        if (bestCost(together) + joinGain < separate) parts = [{ change: both, hypotheses: together }];
        else told.push(decided(waited, change.decidedAt));
      }
      for (const part of parts) {
        if (isPoor(part.hypotheses) || isStray(part)) state.waiting.push(part);
        else {
          learn(state, part, assortment.unitVariance);
          told.push(part);
        }
      }
      while (state.waiting.length > mostWaiting) {
        const oldest = state.waiting.shift();
        if (oldest) told.push(decided(oldest, change.decidedAt));
      }
      return told;
    },
    advance(at) {
      const told: ExplainedChange[] = [];
      while (state.waiting[0] && at - state.waiting[0].change.decidedAt >= waitMs) {
        const oldest = state.waiting.shift();
        if (oldest) told.push(decided(oldest, at));
      }
      return told;
    },
    pending: (shelf) => state.waiting.find((waits) => waits.change.shelf === shelf)?.change.from,
    placed: (change, items) => notePlaced(state.misplaced, assortment, change, items),
    taken: (change, items) => noteTaken(state.misplaced, assortment, change, items),
    snapshot: () => structuredClone(state),
    restore(from) {
      state = structuredClone(from);
    },
  };
}

function decided(explained: ExplainedChange, at: number): ExplainedChange {
  return { ...explained, change: { ...explained.change, decidedAt: at } };
}

function bestCost(hypotheses: readonly Hypothesis[]): number {
  return hypotheses[0]?.cost ?? Number.POSITIVE_INFINITY;
}

function isPoor(hypotheses: readonly Hypothesis[]): boolean {
  const best = hypotheses[0];
  return !best || best.items.length === 0 || best.cost > poorCost;
}

/** A change that only one product explains tells what that product weighs (a Kalman filter of one number). */
function learn(state: InteractionState, told: ExplainedChange, unitVariance: Float64Array): void {
  const [best, second] = told.hypotheses;
  const item = best?.items[0];
  if (!best || !item || best.items.length > 1 || (second && second.cost - best.cost < 8)) return;
  const n = Math.abs(item.count);
  if (n > 2) return;
  const { grams, variance } = total(told.change);
  const prior = state.variance[item.product] ?? 0;
  const known = state.grams[item.product] ?? 0;
  const gain = prior / (prior + (variance / n + (unitVariance[item.product] ?? 0)) / n);
  state.grams[item.product] = known + gain * (Math.abs(grams) / n - known);
  state.variance[item.product] = prior * (1 - gain);
}
