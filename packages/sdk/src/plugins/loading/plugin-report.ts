import type { Problem } from "../../errors/aisle-error.ts";

/** One thing that is wrong with a plugin. */
export interface PluginStory {
  /** An error keeps something from being used; a warning only wants to be looked at. */
  readonly severity: "error" | "warning";
  /** Stable, as of an `AisleError`. */
  readonly code: string;
  readonly message: string;
  /** What mends it, as an instruction. */
  readonly remedy: string;
  readonly problems?: readonly Problem[];
}

/** What became of one plugin. */
export interface PluginOutcome {
  /** The package's name, or the path it was named by. */
  readonly plugin: string;
  readonly version?: string;
  readonly folder?: string;
  /** `partial`: some of what its manifest promises can be used. */
  readonly state: "loaded" | "partial" | "refused";
  /** Ids of the drivers that can be used. */
  readonly drivers: readonly string[];
  /** Names of the transports that can be used. */
  readonly transports: readonly string[];
  readonly stories: readonly PluginStory[];
}

/** What became of every plugin, in their order. Plain data. */
export interface PluginReport {
  /** The version of the host's SDK. */
  readonly sdk: string;
  readonly plugins: readonly PluginOutcome[];
}
