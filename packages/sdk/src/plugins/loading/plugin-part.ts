import type { AnyDriver } from "../../drivers/define-driver.ts";
import type { AisleError } from "../../errors/aisle-error.ts";
import type { AnyTransportProvider } from "../../transports/define-transport.ts";
import type { PluginCandidate } from "../finding/candidate.ts";
import type { DriverManifest } from "../manifest/manifest.ts";

/** One driver or transport of a plugin, on its way from a promise of the manifest to something that can be used. */
export interface PluginPart {
  readonly what: "driver" | "transport";
  /** The driver's id, the transport's name. */
  readonly name: string;
  /** What the manifest says of a driver. */
  readonly promise?: DriverManifest;
  /** The module that has it: a path; `undefined` where the package has none to import. */
  readonly module: string | undefined;
  /** What the module gave. */
  value?: AnyDriver | AnyTransportProvider;
  /** Why it cannot be used. */
  refusal?: AisleError;
}

/** One plugin while it is being loaded. */
export interface PluginWork {
  readonly plugin: PluginCandidate;
  /** What it promises; what it turned out to have, where it has no manifest. */
  parts: readonly PluginPart[];
  /** Why none of it can be used. */
  refusal?: AisleError;
  /** What went wrong beside its parts. */
  readonly errors: AisleError[];
  readonly warnings: AisleError[];
}

/** What two plugins must not both supply. */
export function partKey({ what, name }: PluginPart): string {
  return `${what} "${name}"`;
}
