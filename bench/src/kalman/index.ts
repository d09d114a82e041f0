export { farthestApart } from "./apart.ts";
export { type Filter, ours, withKalmanFilter, withMlMatrix } from "./filters.ts";
export { type Script, scriptOf } from "./script.ts";
