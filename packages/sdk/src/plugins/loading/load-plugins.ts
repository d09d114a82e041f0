import type { AnyDriver } from "../../drivers/define-driver.ts";
import { AisleError } from "../../errors/aisle-error.ts";
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system-clock.ts";
import type { AnyTransportProvider } from "../../transports/define-transport.ts";
import { nodePluginFiles } from "../files/node-plugin-files.ts";
import type { PluginFiles } from "../files/plugin-files.ts";
import type { PluginCandidate } from "../finding/candidate.ts";
import { checkPlugin } from "./check-plugin.ts";
import { importPlugin } from "./import-plugin.ts";
import type { IsolatePlugin } from "./isolate.ts";
import type { Suppliers } from "./isolated-exports.ts";
import { type PluginHost, thisHost } from "./plugin-host.ts";
import { type PluginPart, type PluginWork, partKey } from "./plugin-part.ts";
import type { PluginReport } from "./plugin-report.ts";
import { standIns } from "./stand-in.ts";
import { outcomeOf } from "./tell-outcome.ts";

/** How plugins are loaded. */
export interface LoadPluginsOptions {
  /** The host's disk and module loader unless told. */
  readonly files?: PluginFiles;
  /** The host's time unless told. */
  readonly clock?: Clock;
  /** How long the import of one module may take, in milliseconds; 10,000 unless told. */
  readonly importWithin?: number;
  /** What plugins are measured against: this process unless told. */
  readonly host?: Partial<PluginHost>;
  /** Gives a process of its own to each plugin that wants one (`isolation: "process"`). */
  readonly isolate?: IsolatePlugin;
}

/** What plugins gave. */
export interface LoadedPlugins {
  /**
   * For the hub: the drivers, and in place of each that was refused but whose manifest could be read a stand-in, so
   * that its devices are `blocked` and say what mends it.
   */
  readonly drivers: readonly AnyDriver[];
  /** For the hub, with stand-ins likewise. */
  readonly transports: readonly AnyTransportProvider[];
  /** What became of each plugin, with its remedy. */
  readonly report: PluginReport;
}

/**
 * Loads plugins, each by itself: one that is broken stops no other. Before any code of a plugin is run, its pin, its
 * range of the SDK, its copy of the SDK and its platforms are checked. Of two plugins that supply the same driver or
 * transport, the earlier keeps it. Never rejects; what went wrong is in the report.
 */
export async function loadPlugins(
  candidates: readonly PluginCandidate[],
  options: LoadPluginsOptions = {},
): Promise<LoadedPlugins> {
  const { files = nodePluginFiles, clock = systemClock, importWithin = 10_000 } = options;
  const host = { ...(await thisHost(files)), ...options.host };
  const works = await Promise.all(candidates.map((candidate) => checkPlugin(candidate, host, files)));
  const owners = new Map<string, string>();
  for (const work of works) if (work.refusal === undefined) claim(work, owners);
  const context = { files, clock, importWithin, host, isolate: options.isolate };
  const suppliers = suppliersAmong(works);
  await Promise.all(works.map((work) => importPlugin(work, suppliers, context)));
  // What has no manifest tells only now what it supplies.
  for (const work of works) if (work.plugin.manifest === undefined) claim(work, owners);

  const values = works.flatMap(({ parts }) => parts.filter(isUsable));
  const drivers = values.flatMap(({ what, value }) => (what === "driver" ? [value as AnyDriver] : []));
  const transports = values.flatMap(({ what, value }) => (what === "transport" ? [value as AnyTransportProvider] : []));
  const inPlace = standIns(works);
  return {
    drivers: [...drivers, ...inPlace.drivers],
    transports: [...transports, ...inPlace.transports],
    report: { sdk: host.sdkVersion, plugins: works.map(outcomeOf) },
  };
}

function isUsable({ value, refusal }: PluginPart): boolean {
  return value !== undefined && refusal === undefined;
}

function suppliersAmong(works: readonly PluginWork[]): Suppliers {
  const parts = works.flatMap((work) => (work.refusal === undefined ? work.parts : []));
  return new Map(
    parts.flatMap(({ what, name, module, refusal }) =>
      what === "transport" && module !== undefined && refusal === undefined ? [[name, module] as const] : [],
    ),
  );
}

/** The first that supplies something keeps it. */
function claim({ plugin, parts }: PluginWork, owners: Map<string, string>): void {
  for (const part of parts) {
    if (part.refusal !== undefined) continue;
    const key = partKey(part);
    const owner = owners.get(key);
    if (owner === undefined) owners.set(key, plugin.name);
    else part.refusal = duplicate(key, plugin, owner);
  }
}

function duplicate(key: string, { name, folder }: PluginCandidate, owner: string): AisleError {
  const what = owner === name ? `a plugin of the same name (${folder ?? "unknown"})` : owner;
  return new AisleError("plugin-duplicate", `The ${key} of ${name} is not used: ${what} supplies it already.`, {
    category: "settings",
    remedy: `Remove one of the two, or name first the one that you want.`,
  });
}
