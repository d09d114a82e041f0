import { driverProblem } from "../../drivers/check-driver.ts";
import type { AnyDriver } from "../../drivers/define-driver.ts";
import { AisleError } from "../../errors/aisle-error.ts";
import { toAisleError } from "../../errors/normalise.ts";
import type { AnyTransportProvider } from "../../transports/define-transport.ts";
import { tcp } from "../../transports/tcp.ts";
import type { FoundDriver } from "../protocol/messages.ts";

/** Imports a module by its URL. */
export type ImportModule = (url: string) => Promise<Readonly<Record<string, unknown>>>;

/** The drivers and transports of the modules that a process was told to import. */
export class DriverModules {
  readonly #drivers = new Map<string, { readonly driver: AnyDriver; readonly module: string }>();
  readonly #providers = new Map<string, AnyTransportProvider>([[tcp.transport, tcp]]);

  /** Rejects with what importing raises, normalised, the module named. */
  static async load(urls: readonly string[], importModule: ImportModule): Promise<DriverModules> {
    const modules = new DriverModules();
    for (const url of urls) {
      try {
        // Any export counts, alone or in a list: the default one of a driver package, or several with names.
        for (const exported of Object.values(await importModule(url))) modules.#add(exported, url);
      } catch (thrown) {
        throw unusable(url, thrown);
      }
    }
    return modules;
  }

  get found(): readonly FoundDriver[] {
    return [...this.#drivers.values()].map(({ driver: { id, kind, transport, commandsAtOnce }, module }) => ({
      id,
      kind,
      transport,
      ...(commandsAtOnce !== undefined && { commandsAtOnce }),
      module,
    }));
  }

  /** Raises `module-missing`. */
  driver(id: string): AnyDriver {
    return this.#drivers.get(id)?.driver ?? raise(missing("driver", id, this.#drivers.keys()));
  }

  /** Raises `module-missing`. */
  provider(transport: string): AnyTransportProvider {
    return this.#providers.get(transport) ?? raise(missing("transport", transport, this.#providers.keys()));
  }

  #add(exported: unknown, module: string): void {
    for (const part of Array.isArray(exported) ? (exported as readonly unknown[]) : [exported]) {
      const driver = part as AnyDriver;
      if (driverProblem(part) === undefined) this.#drivers.set(driver.id, { driver, module });
      else if (isProvider(part)) this.#providers.set(part.transport, part);
    }
  }
}

function isProvider(value: unknown): value is AnyTransportProvider {
  if (typeof value !== "object" || value === null || "kind" in value) return false;
  const { transport, open, settings } = value as { transport?: unknown; open?: unknown; settings?: unknown };
  return typeof transport === "string" && typeof open === "function" && settings !== undefined;
}

function unusable(url: string, thrown: unknown): AisleError {
  const { code, category, remedy, message } = toAisleError(thrown);
  return new AisleError(code, `The driver process cannot use ${url}: ${message}`, {
    category,
    ...(remedy !== undefined && { remedy }),
    cause: thrown,
  });
}

function missing(what: string, name: string, known: Iterable<string>): AisleError {
  const names = [...known].join(", ") || "none";
  return new AisleError("module-missing", `The driver process has no ${what} "${name}"; known are: ${names}.`, {
    category: "settings",
    remedy: "Give it the module that exports it, or correct the name.",
  });
}

function raise(error: AisleError): never {
  throw error;
}
