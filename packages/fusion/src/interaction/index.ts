export type { InteractionContext } from "./candidates.ts";
export type { Hypothesis, ItemDelta } from "./hypothesis.ts";
export {
  createInteractionStage,
  type ExplainedChange,
  type InteractionStage,
  type InteractionState,
} from "./interaction-stage.ts";
