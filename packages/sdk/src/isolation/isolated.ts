import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { AnyDriver } from "../drivers/define-driver.ts";
import { AisleError } from "../errors/aisle-error.ts";
import { type Random } from "../time/clock.ts";
import { systemRandom } from "../time/random.ts";
import type { SpawnChild } from "./host/child-link.ts";
import { forkChild } from "./host/fork-child.ts";
import type { DriverFacts } from "./host/isolated-driver.ts";
import { checkLimits, type IsolationLimits } from "./limits.ts";

/** What runs in one driver process. */
export interface IsolatedOptions {
  /** Name of the process, for logs and errors; that of the package. */
  readonly name: string;
  /**
   * The modules that the process imports, as URLs or absolute paths; the host never does. Every driver and transport
   * among their exports counts, alone or in a list. `tcp` is always there.
   */
  readonly modules: readonly (string | URL)[];
  /** The drivers among them, as the package's manifest says. */
  readonly drivers: readonly DriverFacts[];
  readonly limits?: Partial<IsolationLimits>;
  /** Spreads the restarts of a process that fails again and again. The host's chance unless told. */
  readonly random?: Random;
  /** Starts the process; for tests. */
  readonly spawn?: SpawnChild;
}

/** Drivers that share a process, with all that it needs. */
export interface Pack {
  readonly name: string;
  /** URLs. */
  readonly modules: readonly string[];
  readonly limits: IsolationLimits;
  readonly random: Random;
  readonly spawn: SpawnChild;
}

/** What stands behind the drivers that `isolated` gave. */
const packs = new WeakMap<AnyDriver, { readonly pack: Pack; readonly facts: DriverFacts }>();

/** What an isolated driver is made of; `undefined` for one that runs in the host. */
export function packOf(driver: AnyDriver): { readonly pack: Pack; readonly facts: DriverFacts } | undefined {
  return packs.get(driver);
}

/** Whether the code of a driver runs in a process of its own: then only that knows its settings and transports. */
export function isIsolated(driver: AnyDriver): boolean {
  return packs.has(driver);
}

/**
 * Drivers whose code runs in a process of its own: what crashes, hangs or leaks there is replaced within a second, and
 * the host and its other devices never notice. Give them to `openHub` like any others; devices are set up as ever.
 *
 * ```ts
 * const acme = isolated({
 *   name: "@acme/scale",
 *   modules: [import.meta.resolve("@acme/scale")],
 *   drivers: [{ id: "acme-scale", kind: "weight-shelf", transport: "tcp" }],
 * });
 * const hub = await openHub({ drivers: [...acme, lineScanner], devices });
 * ```
 *
 * Raises `isolation-invalid` for a module that is neither a URL nor an absolute path, or a limit that cannot be.
 */
export function isolated(options: IsolatedOptions): readonly AnyDriver[] {
  const { name, random = systemRandom, spawn = forkChild } = options;
  const limits = checkLimits(name, options.limits);
  const pack: Pack = { name, modules: options.modules.map(toUrl), limits, random, spawn };
  return options.drivers.map((facts) => {
    const driver = placeholder(facts);
    packs.set(driver, { pack, facts });
    return driver;
  });
}

/** Says what it is; a hub puts the one that speaks to its process in its place. */
function placeholder({ id, kind, transport, commandsAtOnce }: DriverFacts): AnyDriver {
  return {
    id,
    kind,
    transport,
    ...(commandsAtOnce !== undefined && { commandsAtOnce }),
    settings: { "~standard": { version: 1, vendor: "aisle", validate: (value: unknown) => ({ value }) } },
    liveness: "unwatched",
    open: () => {
      throw new AisleError("isolation-invalid", `The driver "${id}" runs in a process of its own.`, {
        category: "usage",
        remedy: "Open it with `openHub`, not by hand.",
      });
    },
  } as unknown as AnyDriver;
}

function toUrl(module: string | URL): string {
  if (typeof module !== "string") return module.href;
  if (isAbsolute(module)) return pathToFileURL(module).href;
  if (/^(?:file|data|node):/.test(module)) return module;
  throw new AisleError("isolation-invalid", `A driver process cannot import "${module}": it is no URL.`, {
    category: "usage",
    remedy: 'Give the URL or the absolute path of the module, as `import.meta.resolve("…")` does.',
  });
}
