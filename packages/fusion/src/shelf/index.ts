export type { RevisedChange } from "./hole.ts";
export { areNeighbours } from "./neighbours.ts";
export { createShelfStage, type ShelfStage } from "./shelf-stage.ts";
export type { ShelfState } from "./shelf-state.ts";
export type { ChangeCurve, ChangeStep, PlateChange, WeightChange } from "./weight-change.ts";
