export { mostProducts } from "./catalogue.ts";
export {
  type FloorPlan,
  type GatePlace,
  isWalkable,
  nearestWalkable,
  planFloor,
  type Rect,
  type Solid,
} from "./floor-plan.ts";
export { makeStore } from "./store.ts";
export { misplaced, surveyed } from "./surveyed.ts";
