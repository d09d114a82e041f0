import { pathToFileURL } from "node:url";
import { AisleError } from "../../errors/aisle-error.ts";
import type { FoundPlugin } from "../finding/candidate.ts";
import { classify, type Exported } from "./agreement.ts";
import { type ImportContext, importParts, noModule } from "./import-module.ts";

/** The module (a path) of each transport that a plugin supplies, by the transport's name. */
export type Suppliers = ReadonlyMap<string, string>;

/**
 * The drivers of a plugin that has a process of its own, as `isolate` gives them. The process also gets the modules of
 * the transports that its drivers name, for ports cannot cross; all of them, where no manifest says which.
 *
 * @throws AisleError `plugin-isolation`, and as `importParts`
 */
export async function isolatedExports(
  { name, manifest, folder }: FoundPlugin,
  modules: readonly (string | undefined)[],
  suppliers: Suppliers,
  context: ImportContext,
): Promise<readonly Exported[]> {
  const { isolate, clock } = context;
  if (isolate === undefined) {
    throw new AisleError("plugin-isolation", `${name} wants a process of its own, which this host does not give.`, {
      category: "settings",
      remedy: "Leave `isolation` out, or give loadPlugins an `isolate`.",
    });
  }
  const named = manifest?.drivers?.map(({ transport }) => transport) ?? [...suppliers.keys()];
  const transports = urls(named.map((transport) => suppliers.get(transport)).filter((path) => path !== undefined));
  const its = urls(modules.map((module) => module ?? noModule(name)));
  const load = async (): Promise<unknown> => ({
    default: await isolate({ plugin: name, modules: its, transports, clock }),
  });
  return (await importParts(name, folder, load, context)).map(classify);
}

function urls(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].map((path) => pathToFileURL(path).href);
}
