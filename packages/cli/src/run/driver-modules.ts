import { dirname } from "node:path";
import {
  AisleError,
  type Clock,
  isolatePlugin,
  type LoadedPlugins,
  loadPlugins,
  type PluginStory,
  systemClock,
} from "@aisle/sdk";
import type { DriverChoice } from "@aisle/sdk/store";
import { findStorePlugins } from "./own-plugins.ts";

/** What the packages and files under `drivers` of a `store.yaml` gave. */
export interface DriverModules extends LoadedPlugins {
  /** The stories of all that could not be used, or wants to be looked at. */
  readonly refused: readonly AisleError[];
}

/**
 * Loads the plugins that a store names. One that fails stops none of the others.
 * @param file the store file, where relative paths and packages are looked up; Aisle's own driver packages are those of
 * the command line where they are not there
 * @param clock limits imports and keeps processes; the machine's unless told, for both are real whatever time the store
 * lives in
 */
export async function loadDriverModules(
  choices: readonly DriverChoice[],
  file: string,
  clock: Clock = systemClock,
): Promise<DriverModules> {
  const candidates = await findStorePlugins(choices, dirname(file));
  const loaded = await loadPlugins(candidates, { clock, isolate: isolatePlugin() });
  return { ...loaded, refused: loaded.report.plugins.flatMap(({ stories }) => stories.map(toError)) };
}

function toError({ severity, code, message, remedy }: PluginStory): AisleError {
  return new AisleError(code, severity === "warning" ? `warning: ${message}` : message, {
    category: "settings",
    remedy,
  });
}
