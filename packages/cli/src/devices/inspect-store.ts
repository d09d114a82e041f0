import { resolve } from "node:path";
import {
  type AnyDriver,
  type AnyTransportProvider,
  type Clock,
  type Logger,
  type PluginReport,
  type ProbeReport,
  probeDevices,
} from "@aisle/sdk";
import { type DeviceProblem, readStoreSettings, type StoreSettings } from "@aisle/sdk/store";
import { watchInterrupts } from "../io/interrupts.ts";
import type { CliIo, Interrupt } from "../io/io.ts";
import { findDeviceProblems } from "../run/device-problems.ts";
import { readText } from "../run/device-store.ts";
import { loadDriverModules } from "../run/driver-modules.ts";

/** A store's settings and what its plugins gave, before anything is opened. */
export interface InspectedStore {
  readonly settings: StoreSettings;
  readonly drivers: readonly AnyDriver[];
  readonly transports: readonly AnyTransportProvider[];
  readonly plugins: PluginReport;
  /** What is wrong with names and settings of devices and buses. */
  readonly problems: readonly DeviceProblem[];
}

/**
 * Reads a `store.yaml`.
 * @throws AisleError `file-unreadable`, `settings-invalid`, `store-model-invalid`
 */
export function readSettings(path: string, io: CliIo): StoreSettings {
  const file = resolve(io.cwd, path);
  return readStoreSettings(readText(file, "the store's settings"), { file, env: io.env });
}

/** Loads the plugins that the settings name, and checks every device against them. No device is opened. */
export async function inspectStore(settings: StoreSettings, clock: Clock): Promise<InspectedStore> {
  const { drivers, transports, report } = await loadDriverModules(settings.drivers, settings.file, clock);
  const { problems, waiting } = await findDeviceProblems(settings, { drivers, transports, report });
  return { settings, drivers, transports, plugins: report, problems: [...problems, ...waiting] };
}

/** Tests every device of a store, or gives what ended it from outside. */
export async function probeStore(
  store: InspectedStore,
  io: CliIo,
  log?: Logger,
): Promise<readonly ProbeReport[] | Interrupt> {
  const { settings, drivers, transports } = store;
  const interrupts = watchInterrupts(io);
  try {
    return await probeDevices(settings.devices, {
      drivers,
      transports,
      buses: settings.buses,
      clock: io.clock,
      signal: interrupts.signal,
      ...(log === undefined ? {} : { log }),
    });
  } catch (error) {
    if (interrupts.cause !== undefined) return interrupts.cause;
    throw error;
  } finally {
    interrupts.dispose();
  }
}
