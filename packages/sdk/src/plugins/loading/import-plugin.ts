import { AisleError } from "../../errors/aisle-error.ts";
import { toAisleError } from "../../errors/normalise.ts";
import type { FoundPlugin } from "../finding/candidate.ts";
import { classify, type Exported, promisedExport, unpromised } from "./agreement.ts";
import { type ImportContext, importParts, noModule } from "./import-module.ts";
import { isolatedExports, type Suppliers } from "./isolated-exports.ts";
import type { PluginPart, PluginWork } from "./plugin-part.ts";

/**
 * Runs the modules of a plugin, each once, and holds what they export against what it promises. One that wants a
 * process of its own is only run there. Never rejects.
 *
 * @param suppliers the module of each transport that a plugin supplies, by the transport's name
 */
export async function importPlugin(work: PluginWork, suppliers: Suppliers, context: ImportContext): Promise<void> {
  const { plugin } = work;
  if (work.refusal !== undefined || plugin.problem !== undefined) return;
  if (plugin.manifest === undefined) return takeAll(work, plugin, suppliers, context);
  const wanted = work.parts.filter(({ refusal }) => refusal === undefined);
  if (plugin.isolation !== undefined) {
    // Its transports are for its own process only.
    const drivers = wanted.filter(({ what }) => what === "driver");
    const modules = drivers.map(({ module }) => module);
    return takePromised(work, drivers, () => isolatedExports(plugin, modules, suppliers, context));
  }
  const modules = new Set(wanted.map(({ module }) => module));
  await Promise.all(
    [...modules].map((module) => {
      const its = wanted.filter((part) => part.module === module);
      return takePromised(work, its, () => exportsOf(plugin.name, module, context));
    }),
  );
}

async function takePromised(
  work: PluginWork,
  wanted: readonly PluginPart[],
  load: () => Promise<readonly Exported[]>,
): Promise<void> {
  if (wanted.length === 0) return;
  const { name } = work.plugin;
  let exports: readonly Exported[];
  try {
    exports = await load();
  } catch (thrown) {
    for (const part of wanted) part.refusal = toAisleError(thrown);
    return;
  }
  for (const part of wanted) {
    try {
      part.value = promisedExport(name, part, exports);
    } catch (thrown) {
      part.refusal = toAisleError(thrown);
    }
  }
  // What is not as it was promised has told of everything that is there.
  if (wanted.some(({ refusal }) => refusal !== undefined)) return;
  const modules = new Set(wanted.map(({ module }) => module));
  const extra = unpromised(
    name,
    exports,
    work.parts.filter(({ module }) => modules.has(module)),
  );
  if (extra !== undefined) work.warnings.push(extra);
}

async function takeAll(
  work: PluginWork,
  plugin: FoundPlugin,
  suppliers: Suppliers,
  context: ImportContext,
): Promise<void> {
  const { name, entry: module, isolation } = plugin;
  try {
    const parts: PluginPart[] = [];
    const exports =
      isolation === undefined
        ? await exportsOf(name, module, context)
        : await isolatedExports(plugin, [module], suppliers, context);
    if (exports.length === 0) work.errors.push(noDriver(name, "there is no default export"));
    for (const each of exports) {
      if (each.what !== "neither") parts.push({ what: each.what, name: each.name, module, value: each.value });
      else work.errors.push(noDriver(name, each.problem));
    }
    work.parts = parts;
  } catch (thrown) {
    work.refusal = toAisleError(thrown);
  }
}

async function exportsOf(
  plugin: string,
  module: string | undefined,
  context: ImportContext,
): Promise<readonly Exported[]> {
  const path = module ?? noModule(plugin);
  // In an async function, what `importModule` throws at once is a rejection too.
  const load = async (): Promise<unknown> => context.files.importModule(path);
  return (await importParts(plugin, path, load, context)).map(classify);
}

function noDriver(plugin: string, problem: string): AisleError {
  return new AisleError(
    "plugin-mismatch",
    `${plugin} exports by default what is no driver and no transport: ${problem}.`,
    {
      category: "driver",
      remedy: "export default defineDriver({ … }), or a list of drivers and transports.",
    },
  );
}
