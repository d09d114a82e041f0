import { AisleError } from "../../errors/aisle-error.ts";
import type { Clock } from "../../time/clock.ts";
import type { PluginFiles } from "../files/plugin-files.ts";
import { importFailure } from "./import-failure.ts";
import type { IsolatePlugin } from "./isolate.ts";
import type { PluginHost } from "./plugin-host.ts";

/** What importing needs. */
export interface ImportContext {
  readonly files: PluginFiles;
  readonly clock: Clock;
  /** How long one import may take, in milliseconds. */
  readonly importWithin: number;
  readonly host: PluginHost;
  /** Starts the process of a plugin that wants one. */
  readonly isolate?: IsolatePlugin | undefined;
}

/**
 * Runs `load`, which is the import of a plugin's module, and gives what that exports by default, each part of a list
 * alone. One that is still not done after `importWithin` is given up; what becomes of it later is nobody's concern.
 * (One that never yields, in an endless loop, stops the whole process: only a process of its own helps against that.)
 *
 * @throws AisleError `plugin-import-timeout`, or what `importFailure` makes of what it threw
 */
export async function importParts(
  plugin: string,
  path: string,
  load: () => Promise<unknown>,
  { clock, importWithin, host }: ImportContext,
): Promise<readonly unknown[]> {
  let cancel = (): void => undefined;
  const tooLate = new Promise<never>((_, reject) => {
    cancel = clock.schedule(importWithin, () => {
      reject(timedOut(plugin, path, importWithin));
    });
  });
  try {
    const exported = defaultOf(await Promise.race([load(), tooLate]));
    if (exported === undefined) return [];
    return Array.isArray(exported) ? (exported as readonly unknown[]) : [exported];
  } catch (thrown) {
    throw importFailure(plugin, path, thrown, host);
  } finally {
    cancel();
  }
}

/** CommonJS that was made from a module has its default export one step further in. */
function defaultOf(namespace: unknown): unknown {
  const outer = fieldsOf(namespace)["default"];
  const inner = fieldsOf(outer);
  return inner["__esModule"] === true && "default" in inner ? inner["default"] : outer;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function timedOut(plugin: string, path: string, after: number): AisleError {
  return new AisleError("plugin-import-timeout", `${plugin} is still not imported after ${after} ms (${path}).`, {
    category: "driver",
    remedy: "Report it to its maker: a module must not wait for a device or the network while it is imported.",
  });
}

/** @throws AisleError `plugin-mismatch`: there is nothing to import */
export function noModule(plugin: string): never {
  throw new AisleError(
    "plugin-mismatch",
    `${plugin} has no module to import: its package.json names none, or a file that is not there.`,
    {
      category: "driver",
      remedy:
        "Build it, if it is a checkout; else its maker has to name it: `exports` in its package.json, or `entry` of the driver in its manifest.",
    },
  );
}
