import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { discoverPlugins, type PluginCandidate } from "@aisle/sdk";
import type { DriverChoice } from "@aisle/sdk/store";

/** The driver packages that come with the command line. */
export const ownPlugins: readonly string[] = [
  "@aisle/drivers-hid",
  "@aisle/drivers-modbus",
  "@aisle/drivers-onvif",
  "@aisle/drivers-serial",
];

/** Where the command line itself is installed: an import from here finds its own copies. */
const ownFolder = dirname(fileURLToPath(import.meta.url));

/** Finds the command line's own copies of driver packages. No code of theirs is run. */
export function findOwnPlugins(choices: readonly DriverChoice[] = ownPlugins): Promise<readonly PluginCandidate[]> {
  return discoverPlugins({ named: choices, from: ownFolder });
}

/**
 * Finds what a store names: as an import beside the store would, and Aisle's own driver packages among those of the
 * command line where they are not installed there.
 */
export async function findStorePlugins(
  choices: readonly DriverChoice[],
  from: string,
): Promise<readonly PluginCandidate[]> {
  const found = await discoverPlugins({ named: choices, from });
  return Promise.all(
    found.map(async (candidate, index) => {
      const choice = choices[index];
      const missing = candidate.problem?.code === "module-missing" && ownPlugins.includes(candidate.name);
      if (!missing || choice === undefined) return candidate;
      const [own] = await findOwnPlugins([choice]);
      return own?.problem === undefined ? (own ?? candidate) : candidate;
    }),
  );
}
