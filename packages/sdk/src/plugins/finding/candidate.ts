import type { AisleError } from "../../errors/aisle-error.ts";
import type { PluginManifest } from "../manifest/manifest.ts";

/** A package, or a file named by hand, that may be loaded as a plugin. Nothing of it has been run. */
export interface FoundPlugin {
  /** The package's name, or the path it was named by. */
  readonly name: string;
  readonly version?: string | undefined;
  /** Where it is: a real path, behind all links. */
  readonly folder: string;
  /** Only missing for what was named by hand: then everything that it exports is taken. */
  readonly manifest?: PluginManifest | undefined;
  /** The module that `import` of the package gives; a path. */
  readonly entry?: string | undefined;
  /** What its files must be: `sha512-…`. It is checked before any of its code is run. */
  readonly integrity?: string | undefined;
  /** Run in a process of its own; needs `isolate` of `loadPlugins`. */
  readonly isolation?: "process" | undefined;
  readonly problem?: undefined;
}

/** Something that was looked at or asked for and is no plugin that can be loaded, with the story why not. */
export interface RefusedPlugin {
  readonly name: string;
  readonly version?: string | undefined;
  readonly folder?: string | undefined;
  readonly manifest?: undefined;
  readonly problem: AisleError;
}

/** What `discoverPlugins` finds. */
export type PluginCandidate = FoundPlugin | RefusedPlugin;
