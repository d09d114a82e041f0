export type { DeviceCounts } from "./device-counts.ts";
export { OrderStage } from "./order-stage.ts";
export type { OrderState, SourceSettings } from "./order-state.ts";
export { startBound } from "./source.ts";
