export { type DeviceCounts, OrderStage, type OrderState, type SourceSettings } from "./order-stage.ts";
export { pieceMs } from "./calendar.ts";
export { startBound } from "./source.ts";
