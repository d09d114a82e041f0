export { driverProcesses, rememberProcesses } from "./driver-processes.ts";
export type { ChildEnd, ChildEvents, ChildLink, SpawnChild } from "./host/child-link.ts";
export type { DriverFacts } from "./host/isolated-driver.ts";
export type { ProcessCounters, ProcessHealth } from "./host/process-health.ts";
export { inProcesses } from "./in-processes.ts";
export { isolatePlugin } from "./isolate-plugin.ts";
export { type IsolatedOptions, isIsolated, isolated } from "./isolated.ts";
export type { IsolationLimits } from "./limits.ts";
export type { HostMessage } from "./protocol/messages.ts";
