export { type ConformanceOptions, describeDriverConformance } from "./describe-conformance.ts";
