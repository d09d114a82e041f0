import { AisleError } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import type { WeightChange } from "../shelf/weight-change.ts";
import { createAssortment } from "./assortment.ts";
import { findCandidates, type InteractionContext } from "./candidates.ts";
import { explainChange, total, type UnitWeights } from "./explain.ts";
import type { Hypothesis, ItemDelta } from "./hypothesis.ts";
import { isAt, isAtHome, type Misplaced } from "./misplaced.ts";
import { cuts } from "./splitting.ts";
import { cutsInTime } from "./steps.ts";
import { catalogueWeights, learnWeight } from "./unit-weights.ts";

/** All that changes in the interaction stage, as plain data. */
export interface InteractionState {
  readonly weights: UnitWeights;
}

/** Grams that may be left over when a thing was pushed from one plate to the next. */
const asideGrams = 10;

/** What a unit weighs, in grams, and how much that varies. */
export interface UnitWeight {
  readonly grams: number;
  readonly variance: number;
}

/** From weight changes to distributions over products and counts. */
export interface InteractionStage {
  /** Explains one change by itself: at most 12 hypotheses, likeliest first, "nothing moved" among them. */
  explain(change: WeightChange, context: InteractionContext): readonly Hypothesis[];
  /** All ways to cut a change in two, between plates or between steps: two people who reach at once, or one who does so twice. */
  cuts(change: WeightChange): readonly (readonly WeightChange[])[];
  /** Whether two changes may be halves of one: on the same plate, or side by side where they do not contradict. */
  isNear(a: WeightChange, b: WeightChange): boolean;
  /** Whether a product belongs on one of the plates of a change. */
  isAtHome(change: WeightChange, product: number): boolean;
  /** Whether a misplaced unit lies on the plates of a change or beside them. */
  isAt(unit: Misplaced, change: WeightChange): boolean;
  /** What a unit of a product weighs, as far as it is known. */
  unitWeight(product: number): UnitWeight;
  /** Learns what a product weighs from a change that was this and nothing else. */
  learn(change: WeightChange, item: ItemDelta): void;
  /** All mutable state, as plain data. */
  snapshot(): InteractionState;
  /** Goes on from a snapshot of a stage of the same store model. */
  restore(state: InteractionState): void;
}

/** An interaction stage that knows the store model and nothing else. */
export function createInteractionStage(model: StoreModel): InteractionStage {
  const assortment = createAssortment(model);
  let state: InteractionState = { weights: catalogueWeights(assortment) };

  const position =
    (shelf: number) =>
    (plate: number): number => {
      const it = model.shelves[shelf]?.plates[plate];
      return it ? it.center[0] * it.facing[1] - it.center[1] * it.facing[0] : 0;
    };

  return {
    explain(change, context) {
      if (!assortment.offers[change.shelf]) {
        throw new AisleError("fusion.shelf-unknown", `there is no shelf ${change.shelf} in the store model`, {
          category: "input",
          remedy: "explain changes of shelves of the same store model",
        });
      }
      const candidates = findCandidates(assortment, change, context);
      return explainChange(assortment, state.weights, change, candidates, context.byStaff);
    },
    cuts: (change) => [...cuts(change, position(change.shelf)), ...cutsInTime(change)],
    isNear(a, b) {
      if (a.shelf !== b.shelf) return false;
      if (a.plates.some(({ plate }) => b.plates.some((other) => other.plate === plate))) return true;
      const [first, second] = [total(a), total(b)];
      const movedAside =
        Math.abs(first.grams + second.grams) < asideGrams + 3 * Math.sqrt(first.variance + second.variance);
      if (first.grams < 0 !== second.grams < 0 && !movedAside) return false;
      return a.plates.some(({ plate }) =>
        b.plates.some((other) => assortment.beside[a.shelf]?.[plate]?.includes(other.plate)),
      );
    },
    isAtHome: (change, product) => isAtHome(assortment, change, product),
    isAt: (unit, change) => isAt(unit, assortment, change),
    unitWeight: (product) => ({
      grams: state.weights.grams[product] ?? 0,
      variance: (state.weights.variance[product] ?? 0) + (assortment.unitVariance[product] ?? 0),
    }),
    learn: (change, item) => learnWeight(state.weights, assortment, change, item),
    snapshot: () => structuredClone(state),
    restore(from) {
      state = structuredClone(from);
    },
  };
}
