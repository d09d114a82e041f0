export { type Arrivals, createArrivals } from "./arrivals.ts";
export { headOf, type Point3, wristsOf } from "./body.ts";
export { stepCrowd } from "./crowd.ts";
export { type Person, pace } from "./person.ts";
export type { World } from "./world.ts";
