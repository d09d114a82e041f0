import type { AnyDriver } from "../drivers/define-driver.ts";
import { silentLogger } from "../hub/log.ts";
import type { IsolatePlugin } from "../plugins/index.ts";
import { systemRandom } from "../time/random.ts";
import { forkChild } from "./host/fork-child.ts";
import { ProcessHost } from "./host/process-host.ts";
import { isolated } from "./isolated.ts";
import { checkLimits, type IsolationLimits } from "./limits.ts";

/**
 * The `isolate` of `loadPlugins`: imports a plugin in a process of its own to see what it has, and gives its drivers as
 * `isolated` does. What keeps the plugin from being imported is told of it as ever, and harms nobody.
 *
 * ```ts
 * const { drivers, transports } = await loadPlugins(candidates, { isolate: isolatePlugin() });
 * ```
 *
 * Raises `isolation-invalid` for limits that cannot be.
 */
export function isolatePlugin(limits?: Partial<IsolationLimits>): IsolatePlugin {
  const checked = checkLimits("plugins", limits);
  return async ({ plugin, modules, transports, clock }): Promise<readonly AnyDriver[]> => {
    const all = [...new Set([...modules, ...transports])];
    const host = new ProcessHost({
      name: plugin,
      modules: all,
      limits: checked,
      random: systemRandom,
      spawn: forkChild,
    });
    const lease = host.lease({ clock, log: silentLogger });
    try {
      await lease.ready();
      const drivers = host.found.filter(({ module }) => modules.includes(module));
      return isolated({ name: plugin, modules: all, drivers, limits: checked });
    } finally {
      await lease.release();
    }
  };
}
