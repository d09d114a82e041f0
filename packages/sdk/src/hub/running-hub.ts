import type { Observable } from "rxjs";
import type { Device } from "../devices/device.ts";
import type { DeviceKind } from "../devices/kinds.ts";
import type { AnyDriver } from "../drivers/define-driver.ts";
import { nearest } from "../drivers/nearest.ts";
import { AisleError } from "../errors/aisle-error.ts";
import { toReason } from "../errors/reason.ts";
import type { Reading } from "../readings/reading.ts";
import type { AnyTransportProvider } from "../transports/define-transport.ts";
import type { TransportName, Transports } from "../transports/transports.ts";
import { Bus } from "./bus.ts";
import { Delivery } from "./delivery.ts";
import { FanOut } from "./fan-out.ts";
import type { DeviceSettings, DeviceStatusChange, Hub, HubOptions } from "./hub.ts";
import { HubDevice } from "./hub-device.ts";
import { childLogger } from "./log.ts";
import { openTransport } from "./open-transport.ts";
import { Registry } from "./registry.ts";
import type { Runtime } from "./runtime.ts";
import type { Session } from "./session.ts";

/** The hub behind `openHub`. */
export class RunningHub implements Hub {
  readonly devices: ReadonlyMap<string, Device>;
  readonly readings$: Observable<Reading>;
  readonly statuses$: Observable<DeviceStatusChange>;
  readonly #runtime: Runtime;
  readonly #registry: Registry;
  readonly #buses: ReadonlyMap<string, Bus>;
  readonly #members: readonly HubDevice[];
  readonly #readings: FanOut<Reading>;
  readonly #statuses: FanOut<DeviceStatusChange>;
  readonly #delivery: Delivery;
  #closing: Promise<void> | undefined;

  constructor(options: HubOptions, builtIn: readonly AnyTransportProvider[], runtime: Runtime) {
    this.#runtime = runtime;
    this.#registry = new Registry(options, builtIn);
    this.#readings = new FanOut(this.#onSubscriberError);
    this.#statuses = new FanOut(this.#onSubscriberError);
    this.#delivery = new Delivery(this.#readings, () => {
      runtime.log.error("A subscriber causes readings without end; one was dropped.");
    });
    this.#buses = new Map(
      (options.buses ?? []).map((bus) => [
        bus.id,
        new Bus(bus, () => this.#registry.provider(`bus "${bus.id}"`, bus.transport), runtime),
      ]),
    );
    this.#members = options.devices.map((settings) => this.#member(settings));
    this.devices = new Map(this.#members.map(({ device }) => [device.id, device]));
    this.readings$ = this.#readings.observable;
    this.statuses$ = this.#statuses.observable;
  }

  /** Begins to connect everything. */
  start(): void {
    for (const { supervisor } of this.#members) supervisor.resume();
    for (const bus of this.#buses.values()) bus.start();
  }

  device<K extends DeviceKind>(id: string, kind: K): Device<K> {
    const device = this.devices.get(id);
    if (device === undefined) {
      const like = nearest(id, this.devices.keys());
      throw new AisleError(
        "device-unknown",
        `The hub has no device "${id}"${like === undefined ? "" : `; did you mean "${like}"?`}`,
        {
          category: "usage",
          remedy: `Ask for one of: ${[...this.devices.keys()].slice(0, 50).join(", ") || "(the hub has no devices)"}.`,
        },
      );
    }
    if (device.kind !== kind) {
      throw new AisleError("device-of-other-kind", `The device "${id}" is a ${device.kind}, not a ${kind}.`, {
        category: "usage",
        remedy: device.kind === "unknown" ? "Give the hub its driver." : `Ask for it as "${device.kind}".`,
      });
    }
    return device as unknown as Device<K>;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    // Devices first: a driver may want to say goodbye over its bus.
    await Promise.all(this.#members.map((member) => member.close()));
    await Promise.all([...this.#buses.values()].map((bus) => bus.close()));
    this.#delivery.run(() => {
      this.#readings.complete();
      this.#statuses.complete();
    });
  }

  #member(settings: DeviceSettings): HubDevice {
    const { id } = settings;
    const kind: DeviceKind = this.#registry.findDriver(settings.driver)?.kind ?? "unknown";
    const bus = settings.bus === undefined ? undefined : this.#buses.get(settings.bus);
    const runtime: Runtime = { ...this.#runtime, log: childLogger(this.#runtime.log, { device: id }) };
    const member = new HubDevice({
      id,
      kind,
      plan: () => {
        const driver = this.#registry.driver(settings);
        this.#registry.checkBus(settings, driver, bus);
        const obtainTransport = (session: Session): Promise<Transports[TransportName]> =>
          bus === undefined ? this.#ownTransport(settings, driver, session, runtime) : Promise.resolve(bus.transport);
        return { id, driver, settings: settings.settings, obtainTransport };
      },
      delivery: this.#delivery,
      onSubscriberError: this.#onSubscriberError,
      onStatus: (status) => {
        this.#statuses.emit({ device: id, kind, status });
      },
      runtime,
    });
    bus?.adopt(member.supervisor);
    return member;
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

  readonly #onSubscriberError = (thrown: unknown): void => {
    this.#runtime.log.error(`A subscriber of the hub threw: ${toReason(thrown).message}`);
  };
}
