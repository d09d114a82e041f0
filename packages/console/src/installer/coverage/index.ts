export type { BlindSpot } from "./blind-spots.ts";
export { type Coverage, type CoverageOptions, coverageOf, type Share } from "./coverage.ts";
export { type Gondola, gondolasOf } from "./gondolas.ts";
