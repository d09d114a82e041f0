import { pathToFileURL } from "node:url";
import { AisleError, type AnyDriver, type AnyTransportProvider, isAisleError } from "@aisle/sdk";
import { resolveModule } from "./resolve-module.ts";

/** What the modules under `drivers` of a `store.yaml` gave. */
export interface DriverModules {
  readonly drivers: readonly AnyDriver[];
  readonly transports: readonly AnyTransportProvider[];
  /** One for each module, or part of one, that could not be used. */
  readonly refused: readonly AisleError[];
}

/**
 * Loads modules whose default export is a driver, a transport provider, or an array of them.
 * One that fails stops none of the others.
 * @param from the store file, where relative paths and packages are looked up
 */
export async function loadDriverModules(specifiers: readonly string[], from: string): Promise<DriverModules> {
  const drivers: AnyDriver[] = [];
  const transports: AnyTransportProvider[] = [];
  const refused: AisleError[] = [];
  for (const specifier of specifiers) {
    try {
      const module = (await import(pathToFileURL(resolveModule(specifier, from)).href)) as {
        readonly default?: unknown;
      };
      const parts = Array.isArray(module.default) ? (module.default as readonly unknown[]) : [module.default];
      for (const part of parts) {
        if (isDriver(part)) drivers.push(part);
        else if (isTransportProvider(part)) transports.push(part);
        else refused.push(wrongExport(specifier, part));
      }
    } catch (cause) {
      refused.push(isAisleError(cause) ? cause : failedModule(specifier, cause));
    }
  }
  return { drivers, transports, refused };
}

function isDriver(value: unknown): value is AnyDriver {
  return isOpener(value) && typeof value["id"] === "string" && typeof value["kind"] === "string";
}

function isTransportProvider(value: unknown): value is AnyTransportProvider {
  return isOpener(value) && value["kind"] === undefined;
}

function isOpener(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const record = value as Readonly<Record<string, unknown>>;
  return typeof record["open"] === "function" && typeof record["transport"] === "string";
}

function wrongExport(specifier: string, value: unknown): AisleError {
  const got = value === undefined ? "nothing" : value === null ? "null" : typeof value;
  return new AisleError(
    "driver-module-invalid",
    `driver module ${specifier}: its default export holds ${got}; a driver or a transport provider was expected`,
    {
      category: "settings",
      remedy: "export default defineDriver({ … }), or an array of drivers and transport providers",
    },
  );
}

function failedModule(specifier: string, cause: unknown): AisleError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const typescript = /\.[mc]?ts$/.test(specifier);
  return new AisleError("driver-module-failed", `driver module ${specifier} failed to load: ${why}`, {
    category: "driver",
    remedy: typescript
      ? "compile it to JavaScript first, and name that file"
      : "run node on the module alone to see its error; its other devices go on without it",
    cause,
  });
}
