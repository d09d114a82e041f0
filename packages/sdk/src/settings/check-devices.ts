import type { AnyDriver } from "../drivers/define-driver.ts";
import { nearest } from "../drivers/nearest.ts";
import { checkSettings } from "../drivers/settings-check.ts";
import type { SettingsSchema } from "../drivers/settings-schema.ts";
import type { Problem } from "../errors/aisle-error.ts";
import { toAisleError } from "../errors/normalise.ts";
import { isIsolated } from "../isolation/index.ts";
import type { AnyTransportProvider } from "../transports/define-transport.ts";
import { tcp } from "../transports/tcp.ts";
import { type DocumentPath, formatPath } from "./document-path.ts";
import type { StoreSettings } from "./store-settings.ts";

/** Something wrong with a device or bus of a `store.yaml`; `message` says file, line and path too. */
export interface DeviceProblem extends Problem {
  /** Id of the device or bus. */
  readonly id: string;
  readonly line?: number;
}

type Settings = Pick<StoreSettings, "file" | "devices" | "buses" | "locate">;

/**
 * Checks every device and bus of a store against the drivers and transports that are there: names and settings, without
 * opening anything. `readStoreSettings` cannot do that, for only the drivers know their settings.
 */
export async function checkDevices(
  settings: Settings,
  parts: { readonly drivers: readonly AnyDriver[]; readonly transports?: readonly AnyTransportProvider[] },
): Promise<readonly DeviceProblem[]> {
  const { devices, buses } = settings;
  const drivers = new Map(parts.drivers.map((driver) => [driver.id, driver]));
  const providers = new Map(
    [tcp, ...(parts.transports ?? [])].map((provider) => [provider.transport as string, provider]),
  );
  // What an isolated package supplies is known in its process only.
  const elsewhere = new Set(parts.drivers.filter(isIsolated).map(({ transport }) => transport as string));
  const found: DeviceProblem[] = [];

  for (const [index, bus] of buses.entries()) {
    const at = new Place(settings, bus.id, ["buses", index], found);
    const provider = providers.get(bus.transport);
    if (provider === undefined && elsewhere.has(bus.transport)) continue;
    if (provider === undefined) at.unknown(["transport"], "transport", bus.transport, providers.keys());
    else await at.check(["settings"], provider.settings, bus.settings);
  }
  for (const [index, device] of devices.entries()) {
    const at = new Place(settings, device.id, ["devices", index], found);
    const driver = drivers.get(device.driver);
    if (driver === undefined) {
      at.unknown(["driver"], "driver", device.driver, drivers.keys());
      continue;
    }
    await at.check(["settings"], driver.settings, device.settings);
    const bus = buses.find(({ id }) => id === device.bus);
    if (bus !== undefined && bus.transport !== driver.transport) {
      at.add(["bus"], `the driver ${driver.id} speaks ${driver.transport}, but the bus ${bus.id} is ${bus.transport}`);
    }
    if (bus !== undefined || driver.transport === "none") continue;
    const provider = providers.get(driver.transport);
    if (provider !== undefined) await at.check(["transport"], provider.settings, device.transport);
    else if (!isIsolated(driver))
      at.add(
        ["driver"],
        `the driver ${driver.id} needs the transport ${driver.transport}, which no package of \`drivers\` has`,
      );
  }
  return found;
}

/** Adds what is wrong with one entry, each with its line. */
class Place {
  readonly #settings: Settings;
  readonly #id: string;
  readonly #base: DocumentPath;
  readonly #found: DeviceProblem[];

  constructor(settings: Settings, id: string, base: DocumentPath, found: DeviceProblem[]) {
    this.#settings = settings;
    this.#id = id;
    this.#base = base;
    this.#found = found;
  }

  add(below: DocumentPath, what: string): void {
    const { file, locate } = this.#settings;
    const path = [...this.#base, ...below];
    const line = locate(path);
    const message = `${file}${line === undefined ? "" : `:${line}`} ${formatPath(path)}: ${what}`;
    this.#found.push({ id: this.#id, path, ...(line !== undefined && { line }), message });
  }

  unknown(below: DocumentPath, what: string, name: string, known: Iterable<string>): void {
    const names = [...known];
    const like = nearest(name, names);
    const hint = like === undefined ? `there is ${names.join(", ") || "none"}` : `did you mean "${like}"?`;
    this.add(below, `there is no ${what} "${name}" (${hint})`);
  }

  async check(below: DocumentPath, schema: SettingsSchema, value: unknown): Promise<void> {
    try {
      await checkSettings(schema, value, this.#id);
    } catch (thrown) {
      const { code, problems, message } = toAisleError(thrown);
      // What stands in for a plugin that was refused tells that story: it is told elsewhere, and no fault of the settings.
      if (code !== "settings-invalid") return;
      if (problems.length === 0) this.add(below, message);
      for (const problem of problems) this.add([...below, ...problemPath(problem, value)], problem.message);
    }
  }
}

/** The path of a problem of `checkSettings` in `value`, down to the key that should not be there, for its line. */
export function problemPath({ path, message }: Problem, value: unknown): DocumentPath {
  let at = value;
  for (const step of path) at = isObject(at) ? at[step] : undefined;
  const places = Object.keys(isObject(at) ? at : {})
    .map((key) => [message.indexOf(`"${key}"`), key] as const)
    .filter(([place]) => place >= 0)
    .sort(([a], [b]) => a - b);
  const [first] = places;
  return first === undefined ? path : [...path, first[1]];
}

function isObject(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === "object" && value !== null;
}
