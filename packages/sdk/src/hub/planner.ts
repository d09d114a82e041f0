import type { DeviceKind } from "../devices/kinds.ts";
import type { AnyDriver } from "../drivers/define-driver.ts";
import { checkSettings } from "../drivers/settings-check.ts";
import type { TransportName, Transports } from "../transports/transports.ts";
import type { Bus } from "./bus.ts";
import type { DevicePlan } from "./connect-device.ts";
import type { DeviceSettings } from "./hub.ts";
import { openTransport } from "./open-transport.ts";
import type { Registry } from "./registry.ts";
import type { Runtime } from "./runtime.ts";
import type { Session } from "./session.ts";

/** Makes of a device's settings how it is connected. */
export class Planner {
  readonly #registry: Registry;
  readonly #buses: ReadonlyMap<string, Bus>;

  constructor(registry: Registry, buses: ReadonlyMap<string, Bus>) {
    this.#registry = registry;
    this.#buses = buses;
  }

  kindOf(settings: DeviceSettings): DeviceKind {
    return this.#registry.findDriver(settings.driver)?.kind ?? "unknown";
  }

  busOf(settings: DeviceSettings): Bus | undefined {
    return settings.bus === undefined ? undefined : this.#buses.get(settings.bus);
  }

  /** Raises `module-missing` or `settings-invalid`; settings of driver and transport are not looked at yet. */
  plan(settings: DeviceSettings, runtime: Runtime): DevicePlan {
    const driver = this.#registry.driver(settings);
    const bus = this.busOf(settings);
    this.#registry.checkBus(settings, driver, this.#buses);
    return {
      id: settings.id,
      driver,
      settings: settings.settings,
      obtainTransport: (session) =>
        bus === undefined ? this.#ownTransport(settings, driver, session, runtime) : Promise.resolve(bus.transport),
    };
  }

  /** Rejects with `module-missing` or `settings-invalid` for what `plan` or a connection would refuse. */
  async check(settings: DeviceSettings, runtime: Runtime): Promise<void> {
    const { driver } = this.plan(settings, runtime);
    const owner = `device "${settings.id}"`;
    await checkSettings(driver.settings, settings.settings, `${owner} (driver "${driver.id}")`);
    if (settings.bus !== undefined || driver.transport === "none") return;
    const provider = this.#registry.provider(owner, driver.transport);
    await checkSettings(provider.settings, settings.transport, `the ${provider.transport} transport of ${owner}`);
  }

  async #ownTransport(
    settings: DeviceSettings,
    driver: AnyDriver,
    session: Session,
    runtime: Runtime,
  ): Promise<Transports[TransportName]> {
    if (driver.transport === "none") return undefined;
    const owner = `device "${settings.id}"`;
    const provider = this.#registry.provider(owner, driver.transport);
    const open = await openTransport(provider, settings.transport, owner, session, runtime);
    return open.transport;
  }
}
