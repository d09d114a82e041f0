export { type Comparison, compare } from "./compare.ts";
export { room } from "./problems.ts";
