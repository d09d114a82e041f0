export { smooth } from "./load.ts";
export { count, createStockroom, type Handling, type Spot, type Stockroom } from "./stockroom.ts";
export type { Unit } from "./unit.ts";
