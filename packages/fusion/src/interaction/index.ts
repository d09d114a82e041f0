export type { InteractionContext } from "./candidates.ts";
export { kindsCost, misfitCost, total, unitsCost } from "./explain.ts";
export type { Hypothesis, ItemDelta } from "./hypothesis.ts";
export {
  createInteractionStage,
  type InteractionStage,
  type InteractionState,
  type UnitWeight,
} from "./interaction-stage.ts";
export type { Misplaced } from "./misplaced.ts";
export { joined } from "./splitting.ts";
