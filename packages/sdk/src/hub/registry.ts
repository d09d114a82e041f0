import { driverProblem } from "../drivers/check-driver.ts";
import type { AnyDriver } from "../drivers/define-driver.ts";
import { nearest } from "../drivers/nearest.ts";
import { AisleError } from "../errors/aisle-error.ts";
import type { AnyTransportProvider } from "../transports/define-transport.ts";
import type { Bus } from "./bus.ts";
import type { DeviceSettings, HubOptions } from "./hub.ts";

/** The drivers and transports that a hub was given, by name. */
export class Registry {
  readonly #drivers: ReadonlyMap<string, AnyDriver>;
  readonly #providers: ReadonlyMap<string, AnyTransportProvider>;

  /** Raises `hub-options-invalid` when two devices, buses, drivers or transports have the same name, or a driver is none. */
  constructor(options: HubOptions, builtIn: readonly AnyTransportProvider[]) {
    const { drivers, transports = [], buses = [], devices } = options;
    drivers.forEach(checkDriver);
    this.#drivers = byName("drivers", drivers, (driver) => driver.id);
    this.#providers = new Map([
      ...builtIn.map((provider) => [provider.transport, provider] as const),
      ...byName("transports", transports, (provider) => provider.transport),
    ]);
    byName("buses", buses, (bus) => bus.id);
    byName("devices", devices, (device) => device.id);
  }

  findDriver(id: string): AnyDriver | undefined {
    return this.#drivers.get(id);
  }

  /** Raises `module-missing` with the nearest id. */
  driver(device: DeviceSettings): AnyDriver {
    const driver = this.#drivers.get(device.driver);
    if (driver !== undefined) return driver;
    throw missing(`device "${device.id}"`, "driver", device.driver, this.#drivers.keys(), "drivers");
  }

  /** Raises `module-missing` with the nearest name. */
  provider(owner: string, transport: string): AnyTransportProvider {
    const provider = this.#providers.get(transport);
    if (provider !== undefined) return provider;
    throw missing(owner, "transport", transport, this.#providers.keys(), "transports");
  }

  /** Raises `settings-invalid` when the bus of the device does not exist, or the driver wants none or another one. */
  checkBus(device: DeviceSettings, driver: AnyDriver, buses: ReadonlyMap<string, Bus>): void {
    if (device.bus === undefined) return;
    const bus = buses.get(device.bus);
    const both = device.transport !== undefined;
    if (bus?.transportName === driver.transport && !both) return;
    const like = nearest(device.bus, buses.keys());
    const problem = both
      ? "it has a `transport` of its own as well"
      : bus === undefined
        ? `there is no bus "${device.bus}"${like === undefined ? "" : `; did you mean "${like}"?`}`
        : `its driver "${driver.id}" speaks ${driver.transport}, but the bus "${bus.id}" is ${bus.transportName}`;
    throw new AisleError("settings-invalid", `The device "${device.id}" cannot hang on its bus: ${problem}.`, {
      category: "settings",
      remedy: "Name a bus of the driver's transport, or leave `bus` out for a transport of its own.",
      problems: [{ path: ["bus"], message: problem }],
    });
  }
}

function checkDriver(driver: unknown, index: number): void {
  const problem = driverProblem(driver);
  if (problem === undefined) return;
  throw new AisleError("hub-options-invalid", `The hub's drivers[${index}] is no driver: ${problem}.`, {
    category: "usage",
    remedy: "Pass what `defineDriver` gives; `driverProblem` tells of one loaded from elsewhere before it is passed.",
  });
}

function byName<T>(list: string, items: readonly T[], nameOf: (item: T) => string): ReadonlyMap<string, T> {
  const named = new Map<string, T>();
  for (const item of items) {
    const name = nameOf(item);
    if (named.has(name)) {
      throw new AisleError("hub-options-invalid", `Two of the hub's ${list} are called "${name}".`, {
        category: "usage",
        remedy: "Give each its own name.",
      });
    }
    named.set(name, item);
  }
  return named;
}

function missing(owner: string, what: string, name: string, known: Iterable<string>, option: string): AisleError {
  const names = [...known];
  const like = nearest(name, names);
  const guess = like === undefined ? `known are: ${names.join(", ") || "none"}` : `did you mean "${like}"?`;
  return new AisleError(
    "module-missing",
    `The ${owner} needs the ${what} "${name}", which the hub was not given; ${guess}`,
    {
      category: "settings",
      remedy: `Install the package that has it and pass it to the hub in \`${option}\`, or correct the name.`,
    },
  );
}
