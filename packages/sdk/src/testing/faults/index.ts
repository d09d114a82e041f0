export { type Capture, type CaptureEntry, parseCapture } from "./capture-format.ts";
export { type CapturedTransport, type CapturingProvider, captureTransport } from "./capture-transport.ts";
export type { FaultName, FaultPlan } from "./fault-plan.ts";
export { type FaultSources, type FaultyTransport, faultyProvider, faultyTransport } from "./faulty-transport.ts";
export { type ReplayOptions, type ReplayProvider, replayCapture } from "./replay-capture.ts";
