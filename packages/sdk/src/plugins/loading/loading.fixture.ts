import { VirtualClock } from "../../time/virtual-clock.ts";
import { MemoryFiles, type TestModule } from "../files/memory-files.fixture.ts";
import type { PluginCandidate } from "../finding/candidate.ts";
import { discoverPlugins } from "../finding/discover-plugins.ts";
import { type LoadedPlugins, type LoadPluginsOptions, loadPlugins } from "./load-plugins.ts";

/** The host of the tests. */
export const host = {
  sdkVersion: "0.4.2",
  sdkFolder: "/app/node_modules/@aisle/sdk",
  platform: "linux",
  arch: "arm64",
  node: "v22.1.0",
};

/** A folder `/plugins` with these packages: each has a `package.json` and modules. */
export interface TestPlugin {
  readonly json: unknown;
  /** By path in the package; `index.js` is its entry. */
  readonly modules?: Readonly<Record<string, TestModule>>;
  readonly files?: Readonly<Record<string, unknown>>;
}

/** Finds and loads these plugins in virtual time. */
export async function loadTestPlugins(
  plugins: Readonly<Record<string, TestPlugin>>,
  options: LoadPluginsOptions = {},
  change: (candidate: PluginCandidate) => PluginCandidate = (same) => same,
): Promise<LoadedPlugins & { readonly files: MemoryFiles; readonly clock: VirtualClock }> {
  const texts: Record<string, unknown> = {};
  const modules: Record<string, TestModule> = {};
  for (const [name, plugin] of Object.entries(plugins)) {
    texts[`/plugins/${name}/package.json`] = plugin.json;
    for (const [path, text] of Object.entries(plugin.files ?? {})) texts[`/plugins/${name}/${path}`] = text;
    for (const [path, module] of Object.entries(plugin.modules ?? {})) modules[`/plugins/${name}/${path}`] = module;
  }
  const files = new MemoryFiles(texts, modules);
  const clock = new VirtualClock(0);
  const candidates = await discoverPlugins({ folder: "/plugins" }, { files });
  const loading = loadPlugins(candidates.map(change), { files, clock, host, ...options });
  // Long enough for imports that never end; the others are done without any time.
  await new Promise((resolve) => setImmediate(resolve));
  await clock.run(60_000);
  return { ...(await loading), files, clock };
}
