import type { ContainerModule } from "inversify";
import type { Observable } from "rxjs";
import type { Device } from "../devices/device.ts";
import type { DeviceKind } from "../devices/kinds.ts";
import type { AnyDriver } from "../drivers/define-driver.ts";
import type { Reading } from "../readings/reading.ts";
import type { DeviceStatus } from "../status/status.ts";
import type { Clock, Random } from "../time/clock.ts";
import type { AnyTransportProvider } from "../transports/define-transport.ts";
import type { Logger } from "./log.ts";
import type { SupervisionSettings } from "./supervision.ts";

/** A transport that is opened once and shared by several devices. */
export interface BusSettings {
  readonly id: string;
  /** Name of the transport, as in `modbus`. */
  readonly transport: string;
  /** The transport's own settings. */
  readonly settings?: unknown;
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
  /** Closes every device and bus; safe to call twice. It leaves no timer, handle or listener. */
  close(): Promise<void>;
}
