import { inProcesses, rememberProcesses } from "../isolation/index.ts";
import type { AnyTransportProvider } from "../transports/define-transport.ts";
import { tcp } from "../transports/tcp.ts";
import type { Hub, HubOptions } from "./hub.ts";
import { RunningHub } from "./running-hub.ts";
import { createRuntime } from "./services.ts";

const builtIn: readonly AnyTransportProvider[] = [tcp];

/**
 * Opens every device of a store and keeps them open. It resolves when every device is being supervised, not when all
 * are online: what is wrong with one is its status, never a rejection.
 *
 * Raises `hub-options-invalid` when two devices, buses, drivers or transports have the same name or a driver is none, and
 * `settings-invalid` for wrong `supervision`.
 */
export async function openHub(options: HubOptions): Promise<Hub> {
  const runtime = await createRuntime(options);
  // Drivers from `isolated` are put in their processes; all else stays as it is.
  const { options: placed, processes } = inProcesses(options, runtime.log);
  const hub = new RunningHub(placed, builtIn, runtime);
  rememberProcesses(hub, processes);
  hub.start();
  return hub;
}
