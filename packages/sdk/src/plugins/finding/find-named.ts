import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { AisleError } from "../../errors/aisle-error.ts";
import { toAisleError } from "../../errors/normalise.ts";
import type { DriverChoice } from "../../settings/store-settings.ts";
import type { PluginFiles } from "../files/plugin-files.ts";
import { readPluginManifest } from "../manifest/read-manifest.ts";
import type { PluginCandidate } from "./candidate.ts";
import { findInstalled } from "./find-installed.ts";
import { packageEntry } from "./package-entry.ts";
import { readPackage } from "./read-package.ts";

/** Finds one plugin that was named by hand. What is wrong becomes its `problem`; never rejects. */
export async function findNamed(
  choice: DriverChoice,
  from: string,
  conditions: readonly string[],
  files: PluginFiles,
): Promise<PluginCandidate> {
  const { package: name, integrity, isolation } = typeof choice === "string" ? { package: choice } : choice;
  try {
    const isPath = isAbsolute(name) || /^\.{1,2}(?:[\\/]|$)/.test(name);
    const found = isPath ? await atPath(name, from, conditions, files) : await byName(name, from, conditions, files);
    if (found.problem !== undefined) return found;
    if (isPath && found.name === name && integrity !== undefined) throw singleFile(name);
    return { ...found, integrity, isolation };
  } catch (thrown) {
    return { name, problem: toAisleError(thrown) };
  }
}

async function atPath(
  name: string,
  from: string,
  conditions: readonly string[],
  files: PluginFiles,
): Promise<PluginCandidate> {
  const path = resolve(from, name);
  const packageJson = await files.readFile(join(path, "package.json"));
  if (packageJson !== undefined) return readPackage(name, path, conditions, files);
  const entry = await files.realPath(path);
  if (entry === undefined) throw missing(name, `there is no ${path}`, "Correct the path.");
  if ((await files.list(entry)) !== undefined) {
    throw missing(name, `the folder ${path} has no package.json`, "Name a file, or a folder with a package.json.");
  }
  return { name, folder: dirname(entry), entry };
}

async function byName(
  specifier: string,
  from: string,
  conditions: readonly string[],
  files: PluginFiles,
): Promise<PluginCandidate> {
  const [, name, rest] = /^((?:@[^/\\@]+\/)?[^/\\@.][^/\\@]*)(?:\/(.+))?$/.exec(specifier) ?? [];
  if (name === undefined) throw missing(specifier, "that is no name of a package", 'Write a path with "./" in front.');
  const installed = await findInstalled(name, from, files);
  if (installed === undefined) {
    throw missing(name, `no such package is installed for ${from}`, `Install it there: npm install ${name}.`);
  }
  const found = await readPackage(name, installed.folder, conditions, files);
  if (rest === undefined || found.problem !== undefined) return found;
  if (found.manifest !== undefined) {
    throw missing(specifier, "the package has a manifest, which says where its drivers are", `Name ${name} alone.`);
  }
  const { fields } = readPluginManifest(new TextDecoder().decode(installed.packageJson), installed.folder);
  const entry = await packageEntry(found.folder, fields, `./${rest}`, conditions, files);
  if (entry !== undefined) return { ...found, name: specifier, entry };
  throw missing(specifier, `${name} exports no ./${rest}`, `Name an entry that ${basename(name)} exports.`);
}

function singleFile(name: string): AisleError {
  return new AisleError("plugin-integrity", `${name} is a single file, which cannot be pinned.`, {
    category: "settings",
    remedy: "Make it a package with a manifest, or leave `integrity` out.",
  });
}

function missing(name: string, why: string, remedy: string): AisleError {
  return new AisleError("module-missing", `The plugin ${name} cannot be found: ${why}.`, {
    category: "settings",
    remedy,
  });
}
