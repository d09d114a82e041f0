import type { InteractionStage } from "../interaction/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Candidate } from "./candidates.ts";
import type { Standing } from "./standing.ts";

/** What answers to a question are weighed with. */
export interface Room {
  readonly stage: InteractionStage;
  /** How things stand without anything that is open. */
  readonly base: Standing;
  readonly candidates: (change: WeightChange) => readonly Candidate[];
}
