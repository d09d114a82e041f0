import { join } from "node:path";
import { AisleError } from "../../errors/aisle-error.ts";
import { toAisleError } from "../../errors/normalise.ts";
import type { PluginFiles } from "../files/plugin-files.ts";
import { readPluginManifest } from "../manifest/read-manifest.ts";
import type { PluginCandidate } from "./candidate.ts";
import { nameAndVersion } from "./name-and-version.ts";
import { packageEntry } from "./package-entry.ts";

/**
 * Looks at a package without running it. Whatever is wrong with it becomes its `problem`; never rejects.
 *
 * @param place `plugin` where everything is meant to be one, so that a missing manifest is a problem
 */
export async function readPackage(
  name: string,
  folder: string,
  conditions: readonly string[],
  files: PluginFiles,
  place: "any" | "plugin" = "any",
): Promise<PluginCandidate> {
  let version: string | undefined;
  try {
    const packageJson = await files.readFile(join(folder, "package.json"));
    version = packageJson && nameAndVersion(packageJson).version;
    const real = (await files.realPath(folder)) ?? folder;
    if (packageJson === undefined) throw noManifest(name, `${folder} has no package.json`);
    const read = readPluginManifest(new TextDecoder().decode(packageJson), join(folder, "package.json"));
    if (read.manifest === undefined && place === "plugin") {
      throw noManifest(name, "its package.json says nothing under `aisle`");
    }
    return {
      name: read.name ?? name,
      version,
      folder: real,
      manifest: read.manifest,
      entry: await packageEntry(real, read.fields, ".", conditions, files),
    };
  } catch (thrown) {
    return { name, version, folder, problem: toAisleError(thrown) };
  }
}

function noManifest(name: string, why: string): AisleError {
  return new AisleError("plugin-manifest-invalid", `${name} is no plugin: ${why}.`, {
    category: "settings",
    remedy:
      'Its package.json needs "aisle": { "manifest": 1, "sdk": "0.x", "drivers": [{ "id", "kind", "transport" }] }.',
  });
}
