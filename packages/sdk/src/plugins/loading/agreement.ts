import { driverProblem } from "../../drivers/check-driver.ts";
import type { AnyDriver } from "../../drivers/define-driver.ts";
import { AisleError } from "../../errors/aisle-error.ts";
import { show } from "../../errors/show.ts";
import type { AnyTransportProvider } from "../../transports/define-transport.ts";
import type { PluginPart } from "./plugin-part.ts";

/** What a module's export is: a driver, a transport provider, or neither, with the reason. */
export type Exported =
  | { readonly what: "driver"; readonly name: string; readonly value: AnyDriver }
  | { readonly what: "transport"; readonly name: string; readonly value: AnyTransportProvider }
  | { readonly what: "neither"; readonly name: string | undefined; readonly problem: string };

type Fields = Readonly<Record<string, unknown>>;

/** Tells what an export is. Never throws. */
export function classify(value: unknown): Exported {
  try {
    const fields = typeof value === "object" && value !== null ? (value as Fields) : {};
    const { id, kind, transport, open, settings } = fields;
    if (id === undefined && kind === undefined && typeof transport === "string" && typeof open === "function") {
      const isSchema = (typeof settings === "object" || typeof settings === "function") && settings !== null;
      if (isSchema && "~standard" in settings) {
        return { what: "transport", name: transport, value: value as AnyTransportProvider };
      }
      const problem = `expected the "settings" of its transport "${transport}" to be a Standard Schema, got ${show(settings)}`;
      return { what: "neither", name: transport, problem };
    }
    const problem = driverProblem(value);
    const name = typeof id === "string" ? id : undefined;
    return problem === undefined && name !== undefined
      ? { what: "driver", name, value: value as AnyDriver }
      : { what: "neither", name, problem: problem ?? "expected a driver or a transport" };
  } catch {
    return { what: "neither", name: undefined, problem: "it cannot be looked at" };
  }
}

/**
 * The export that a manifest promises.
 * @throws AisleError `plugin-mismatch` where it is not there, broken, or of another kind or transport
 */
export function promisedExport(
  plugin: string,
  part: PluginPart,
  exports: readonly Exported[],
): NonNullable<PluginPart["value"]> {
  const found = exports.find(({ what, name }) => name === part.name && (what === part.what || what === "neither"));
  if (found === undefined) {
    const there = exports.map((each) =>
      each.what === "neither" ? `something else (${each.problem})` : `the ${each.what} "${each.name}"`,
    );
    throw mismatch(plugin, part, `its module exports ${there.join(", ") || "nothing"} by default`);
  }
  if (found.what === "neither") throw mismatch(plugin, part, found.problem);
  if (found.what === "driver" && part.promise !== undefined) {
    const { kind, transport } = part.promise;
    if (found.value.kind !== kind) throw mismatch(plugin, part, `its kind is ${found.value.kind}, not ${kind}`);
    if (found.value.transport !== transport) {
      throw mismatch(plugin, part, `its transport is ${found.value.transport}, not ${transport}`);
    }
  }
  return found.value;
}

function mismatch(plugin: string, { what, name, module }: PluginPart, why: string): AisleError {
  return new AisleError(
    "plugin-mismatch",
    `${plugin} promises the ${what} "${name}", but ${why} (${module ?? "no module"}).`,
    {
      category: "driver",
      remedy: "Its maker has to make manifest and code agree: the default export is the driver, or a list of them.",
    },
  );
}

/** What a module exports beside what the manifest promises, or `undefined`. */
export function unpromised(
  plugin: string,
  exports: readonly Exported[],
  parts: readonly PluginPart[],
): AisleError | undefined {
  const extra = exports.filter(
    ({ what, name }) => !parts.some((part) => part.name === name && (part.what === what || what === "neither")),
  );
  if (extra.length === 0) return undefined;
  const names = extra.map((each) => (each.what === "neither" ? each.problem : `the ${each.what} "${each.name}"`));
  return new AisleError(
    "plugin-mismatch",
    `${plugin} exports what its manifest does not promise, which is not used: ${names.join("; ")}.`,
    {
      category: "driver",
      remedy: "Its maker has to list it in the manifest, or not to export it.",
    },
  );
}
