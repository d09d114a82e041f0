export { AttributionStage, type AttributionState } from "./attribution-stage.ts";
export { reachPoint } from "./reach-point.ts";
