export type { InteractionContext } from "./candidates.ts";
export type { Hypothesis, ItemDelta } from "./hypothesis.ts";
export {
  createInteractionStage,
  type InteractionStage,
  type InteractionState,
} from "./interaction-stage.ts";
export type { ExplainedChange } from "./waiting.ts";
