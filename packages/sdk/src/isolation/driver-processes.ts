import type { Hub } from "../hub/hub.ts";
import type { ProcessHealth } from "./host/process-health.ts";
import type { ProcessHost } from "./host/process-host.ts";

const ofHub = new WeakMap<Hub, readonly ProcessHost[]>();

/** To be said by whoever opens the hub. */
export function rememberProcesses(hub: Hub, processes: readonly ProcessHost[]): void {
  ofHub.set(hub, processes);
}

/** The driver processes of a hub, as they do now: for health pages and support. */
export function driverProcesses(hub: Hub): readonly ProcessHealth[] {
  return (ofHub.get(hub) ?? []).map(({ health }) => health);
}
