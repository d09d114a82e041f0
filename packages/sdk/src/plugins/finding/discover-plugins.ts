import { join, resolve } from "node:path";
import { AisleError } from "../../errors/aisle-error.ts";
import { toAisleError } from "../../errors/normalise.ts";
import type { DriverChoice } from "../../settings/store-settings.ts";
import { nodePluginFiles } from "../files/node-plugin-files.ts";
import type { PluginFiles } from "../files/plugin-files.ts";
import type { PluginCandidate } from "./candidate.ts";
import { findInstalled } from "./find-installed.ts";
import { findNamed } from "./find-named.ts";
import { processConditions } from "./package-entry.ts";
import { readPackage } from "./read-package.ts";

/** Where plugins are looked for; folders are absolute, or relative to the working folder. */
export type PluginPlace =
  /** The packages that the `package.json` in `from` depends on, or all that are installed there where it has none. */
  | { readonly from: string; readonly named?: undefined }
  /** The packages in a plain folder, each in a folder of its own. */
  | { readonly folder: string }
  /** Those that are named, found as an import in `from` would find them. One candidate each, in their order. */
  | { readonly named: readonly DriverChoice[]; readonly from: string };

/** How plugins are looked for. */
export interface DiscoverPluginsOptions {
  /** The host's disk unless told. */
  readonly files?: PluginFiles;
  /** Conditions under which a package's `exports` are read; those of this process unless told. */
  readonly conditions?: readonly string[];
}

/**
 * Finds driver packages by their manifests. No code of any package is run. What turns out to be no plugin, or a broken
 * one, is a candidate too, with its `problem`, so that `loadPlugins` can tell its story; a dependency without
 * `aisle` in its `package.json` is no plugin, and passed over. Sorted by name, or as they were named.
 *
 * @throws AisleError `plugin-folder-missing` where `folder` does not exist
 */
export async function discoverPlugins(
  place: PluginPlace,
  options: DiscoverPluginsOptions = {},
): Promise<readonly PluginCandidate[]> {
  const { files = nodePluginFiles, conditions = processConditions() } = options;
  if ("folder" in place) return packagesIn(resolve(place.folder), conditions, files);
  const from = resolve(place.from);
  if (place.named !== undefined) {
    return Promise.all(place.named.map((choice) => findNamed(choice, from, conditions, files)));
  }
  return installedFor(from, conditions, files);
}

async function installedFor(
  from: string,
  conditions: readonly string[],
  files: PluginFiles,
): Promise<readonly PluginCandidate[]> {
  const found = await Promise.all(
    (await dependenciesOf(from, files)).map(async (name): Promise<PluginCandidate | undefined> => {
      try {
        const installed = await findInstalled(name, from, files);
        return installed && (await readPackage(name, installed.folder, conditions, files));
      } catch (thrown) {
        return { name, problem: toAisleError(thrown) };
      }
    }),
  );
  // Of the packages that somebody needs, most are no plugins.
  return found.filter((each) => each !== undefined).filter(({ manifest, problem }) => manifest ?? problem);
}

async function dependenciesOf(from: string, files: PluginFiles): Promise<readonly string[]> {
  const text = await files.readFile(join(from, "package.json"));
  if (text === undefined) return packageNames(join(from, "node_modules"), files);
  try {
    const fields = JSON.parse(new TextDecoder().decode(text)) as Readonly<Record<string, object | undefined>> | null;
    const { dependencies, optionalDependencies, devDependencies } = fields ?? {};
    return Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies }).sort();
  } catch (cause) {
    throw new AisleError("plugin-folder-missing", `${join(from, "package.json")} is no JSON.`, {
      category: "settings",
      remedy: "Correct it: its dependencies are where plugins are looked for.",
      cause,
    });
  }
}

async function packagesIn(
  folder: string,
  conditions: readonly string[],
  files: PluginFiles,
): Promise<readonly PluginCandidate[]> {
  if ((await files.list(folder)) === undefined) {
    throw new AisleError("plugin-folder-missing", `There is no plugin folder ${folder}.`, {
      category: "settings",
      remedy: "Create it, or correct its path.",
    });
  }
  return Promise.all(
    (await packageNames(folder, files)).map((name) =>
      readPackage(name, join(folder, ...name.split("/")), conditions, files, "plugin"),
    ),
  );
}

/** Folders in a folder, and those in the scopes (`@acme`) in it; sorted. */
async function packageNames(folder: string, files: PluginFiles): Promise<readonly string[]> {
  const foldersIn = async (path: string) =>
    ((await files.list(path)) ?? [])
      .filter(({ name, kind }) => (kind === "folder" || kind === "link") && !/^\.|^node_modules$/.test(name))
      .map(({ name }) => name);
  const names = await Promise.all(
    (await foldersIn(folder)).map(async (name) =>
      name.startsWith("@") ? (await foldersIn(join(folder, name))).map((inner) => `${name}/${inner}`) : [name],
    ),
  );
  return names.flat().sort();
}
