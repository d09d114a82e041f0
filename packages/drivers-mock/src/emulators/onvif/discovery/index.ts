export { answerProbes, type DiscoveryOptions, type ProbeAnswerer } from "./answer-probes.ts";
export type { Findable } from "./probe.ts";
