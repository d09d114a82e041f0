import type { Observable } from "rxjs";
import type { Device } from "../devices/device.ts";
import type { DeviceKind } from "../devices/kinds.ts";
import { AisleError } from "../errors/aisle-error.ts";
import { toAisleError } from "../errors/normalise.ts";
import { createHealth, type Health, type HealthSnapshot, type Story, storeReport } from "../health/index.ts";
import type { PluginReport } from "../plugins/index.ts";
import type { Reading } from "../readings/reading.ts";
import type { AnyTransportProvider } from "../transports/define-transport.ts";
import { Delivery } from "./delivery.ts";
import { FanOut } from "./fan-out.ts";
import type { BusSettings, DeviceChange, DeviceSettings, DeviceStatusChange, Hub, HubOptions } from "./hub.ts";
import type { HubObserver, StopObserving } from "./observer.ts";
import { Registry } from "./registry.ts";
import { Roster } from "./roster.ts";
import type { Runtime } from "./runtime.ts";

/** The hub behind `openHub`. */
export class RunningHub implements Hub {
  readonly readings$: Observable<Reading>;
  readonly statuses$: Observable<DeviceStatusChange>;
  readonly #runtime: Runtime;
  readonly #roster: Roster;
  readonly #readings: FanOut<Reading>;
  readonly #statuses: FanOut<DeviceStatusChange>;
  readonly #delivery: Delivery;
  readonly #observers = new Set<HubObserver>();
  readonly #health: Health;
  readonly #plugins: PluginReport | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: HubOptions, builtIn: readonly AnyTransportProvider[], runtime: Runtime) {
    this.#runtime = runtime;
    this.#readings = new FanOut(this.#onSubscriberError);
    this.#statuses = new FanOut(this.#onSubscriberError);
    this.#delivery = new Delivery(this.#readings, () => {
      runtime.log.error("A subscriber causes readings without end; one was dropped.");
    });
    this.#roster = new Roster(options, new Registry(options, builtIn), runtime, {
      delivery: this.#delivery,
      onSubscriberError: this.#onSubscriberError,
      onStatus: (device, kind, status) => {
        this.#statuses.emit({ device, kind, status });
      },
    });
    this.#health = createHealth(this, { clock: runtime.clock });
    this.#plugins = options.plugins;
    this.readings$ = this.#readings.observable;
    this.statuses$ = this.#statuses.observable;
  }

  get devices(): ReadonlyMap<string, Device> {
    return this.#roster.devices;
  }

  /** Begins to connect everything. */
  start(): void {
    this.#roster.start();
  }

  device<K extends DeviceKind>(id: string, kind: K): Device<K> {
    const { device } = this.#roster.member(id);
    if (device.kind !== kind) {
      throw new AisleError("device-of-other-kind", `The device "${id}" is a ${device.kind}, not a ${kind}.`, {
        category: "usage",
        remedy: device.kind === "unknown" ? "Give the hub its driver." : `Ask for it as "${device.kind}".`,
      });
    }
    return device as unknown as Device<K>;
  }

  resume(id: string): void {
    this.#roster.member(id).resume();
  }

  async setOutOfService(id: string, reason?: string): Promise<void> {
    await this.#roster.member(id).device.setOutOfService(reason);
  }

  setInService(id: string): void {
    this.#roster.member(id).device.setInService();
  }

  addDevice(settings: DeviceSettings): Device {
    const member = this.#roster.add(settings);
    for (const observer of this.#observers) member.observe(observer);
    member.supervisor.start();
    return member.device;
  }

  removeDevice(id: string): Promise<void> {
    return this.#roster.remove(id);
  }

  changeSettings(id: string, change: DeviceChange): Promise<void> {
    return this.#roster.change(id, change);
  }

  addBus(settings: BusSettings): void {
    this.#roster.addBus(settings);
  }

  removeBus(id: string): Promise<void> {
    return this.#roster.removeBus(id);
  }

  observe(observer: HubObserver): StopObserving {
    this.#observers.add(observer);
    for (const member of this.#roster.members()) member.observe(observer);
    return () => {
      this.#observers.delete(observer);
      for (const member of this.#roster.members()) member.unobserve(observer);
    };
  }

  health(): HealthSnapshot {
    return this.#health.snapshot();
  }

  report(): readonly Story[] {
    return storeReport(this.#health.snapshot(), this.#plugins);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    await this.#roster.close();
    this.#delivery.run(() => {
      this.#readings.complete();
      this.#statuses.complete();
    });
  }

  readonly #onSubscriberError = (thrown: unknown): void => {
    const error = toAisleError(thrown);
    this.#runtime.log.error(`A subscriber of the hub threw: ${error.message}`);
    for (const observer of this.#observers) {
      try {
        observer.subscriberFailed?.(error);
      } catch {
        // It counts errors and has one itself; the line above tells of the first.
      }
    }
  };
}
