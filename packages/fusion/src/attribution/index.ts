export { AttributionStage, type AttributionState } from "./attribution-stage.ts";
