import type { ContainerModule } from "inversify";
import type { Observable } from "rxjs";
import type { Device } from "../devices/device.ts";
import type { DeviceKind } from "../devices/kinds.ts";
import type { AnyDriver } from "../drivers/define-driver.ts";
import type { HealthSnapshot, Story } from "../health/index.ts";
import type { PluginReport } from "../plugins/index.ts";
import type { Reading } from "../readings/reading.ts";
import type { DeviceStatus } from "../status/status.ts";
import type { Clock, Random } from "../time/clock.ts";
import type { AnyTransportProvider } from "../transports/define-transport.ts";
import type { Logger } from "./log.ts";
import type { HubObserver, StopObserving } from "./observer.ts";
import type { SupervisionSettings } from "./supervision.ts";

/** A transport that is opened once and shared by several devices. */
export interface BusSettings {
  readonly id: string;
  /** Name of the transport, as in `modbus`. */
  readonly transport: string;
  /** The transport's own settings. */
  readonly settings?: unknown;
  /** It is to be opened in a driver process: that of its devices' drivers, which have to come from `isolated`. */
  readonly isolation?: "process" | undefined;
}

/** One device of the store. */
export interface DeviceSettings {
  readonly id: string;
  /** Id of its driver. */
  readonly driver: string;
  /** The driver's own settings. */
  readonly settings?: unknown;
  /** Id of the bus it hangs on. */
  readonly bus?: string | undefined;
  /** Settings of a transport of its own, where it hangs on no bus. */
  readonly transport?: unknown;
}

/** What can be changed about a device while the hub runs; what is left out stays as it is. */
export type DeviceChange = Partial<Pick<DeviceSettings, "settings" | "bus" | "transport">>;

/** What a hub is made of. */
export interface HubOptions {
  readonly drivers: readonly AnyDriver[];
  /** How transports are opened; `tcp` is always there. One given here takes the place of a built-in one. */
  readonly transports?: readonly AnyTransportProvider[];
  readonly buses?: readonly BusSettings[];
  readonly devices: readonly DeviceSettings[];
  /** The host's time unless told. */
  readonly clock?: Clock;
  /** Spreads retries. The host's chance unless told, but a seeded one where `clock` is not the host's. */
  readonly random?: Random;
  /** Silent unless told. */
  readonly log?: Logger;
  readonly supervision?: Partial<SupervisionSettings>;
  /** What became of the plugins (`loadPlugins`), for `report()`. */
  readonly plugins?: PluginReport;
  /** Container modules of the host that rebind services; tokens in `serviceTokens`. They are loaded last. */
  readonly modules?: readonly ContainerModule[];
}

/** What became of a device, on `hub.statuses$`. */
export interface DeviceStatusChange {
  readonly device: string;
  readonly kind: DeviceKind;
  readonly status: DeviceStatus;
}

/** Owns the devices of a store: opens them, keeps them open, and merges what they say. */
export interface Hub extends AsyncDisposable {
  /** The devices that are held now; it follows `addDevice` and `removeDevice`. */
  readonly devices: ReadonlyMap<string, Device>;
  /**
   * One device by its id.
   * Raises `device-unknown` (with the nearest id) or `device-of-other-kind`.
   */
  device<K extends DeviceKind>(id: string, kind: K): Device<K>;
  /** Every reading of every device in order of arrival. Hot; never errors, completes when the hub is closed. */
  readonly readings$: Observable<Reading>;
  /** Every change of any device's status from the moment the hub was opened. Hot; never errors, completes when the hub is closed. */
  readonly statuses$: Observable<DeviceStatusChange>;
  /**
   * Tries to connect now a device that is `offline` or `blocked` (its bus, where that is what is missing).
   * Raises `device-unknown`, as all of these do.
   */
  resume(id: string): void;
  /** Takes a device out of service, for maintenance; see `Device.setOutOfService`. */
  setOutOfService(id: string, reason?: string): Promise<void>;
  /** Puts a device back in service. */
  setInService(id: string): void;
  /**
   * Takes on one more device and begins to connect it; what is wrong with it is its status.
   * Raises `hub-options-invalid` when there is one of that id, also one that is still being removed, and `hub-closed`.
   */
  addDevice(settings: DeviceSettings): Device;
  /** Closes a device for good and forgets it: its streams complete. Resolves when it has let go of its hardware. */
  removeDevice(id: string): Promise<void>;
  /**
   * Changes the settings of a device and connects it anew with them; no other device notices. One that is out of
   * service stays so. Rejects with `settings-invalid` or `module-missing`, and then the device runs on with the old.
   */
  changeSettings(id: string, change: DeviceChange): Promise<void>;
  /**
   * Takes on one more bus and begins to open it; devices that named it before it was there come with it.
   * Raises `hub-options-invalid` when there is one of that id, and `hub-closed`.
   */
  addBus(settings: BusSettings): void;
  /** Closes a bus and forgets it. Rejects with `hub-options-invalid` while a device hangs on it, or when it is not there. */
  removeBus(id: string): Promise<void>;
  /** Counts with `observer` what every device does from now on, until the function it gives is called. */
  observe(observer: HubObserver): StopObserving;
  /** How every device does, and what it did since the hub was opened: plain data. */
  health(): HealthSnapshot;
  /** Everything that is not well, plugins first, each with what mends it; empty when all is well. */
  report(): readonly Story[];
  /** Closes every device and bus; safe to call twice. It leaves no timer, handle or listener. */
  close(): Promise<void>;
}
