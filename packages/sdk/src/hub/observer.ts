import type { CommandOutcome } from "../devices/device.ts";
import type { DeviceKind } from "../devices/kinds.ts";
import type { AisleError } from "../errors/aisle-error.ts";
import type { Reading } from "../readings/reading.ts";
import type { DeviceStatus } from "../status/status.ts";

/**
 * Counts what a hub does: given to `hub.observe`. Its calls come synchronously from the hot path, so they must be cheap
 * and must not throw; one that throws is logged and harms nobody.
 */
export interface HubObserver {
  /** A device that is there, at once, or that was added, later. Gives who hears of it, or nothing. */
  device(id: string, kind: DeviceKind): DeviceObserver | undefined;
  /** A subscriber of any stream of the hub threw, or left an error without a handler. */
  subscriberFailed?(error: AisleError): void;
}

/** Counts what one device does. Every call is optional. */
export interface DeviceObserver {
  /**
   * The present status at once, then every change. `connecting` is an attempt to connect; `closed` is the last one,
   * when the device was removed or the hub closed.
   */
  status?(status: DeviceStatus): void;
  /** A reading was stamped; subscribers hear of it after this. */
  reading?(reading: Reading): void;
  /** A stamped reading was dropped before anybody heard of it: its `seq` is a gap. */
  dropped?(count: number): void;
  /** The driver emitted something that is no reading. */
  noise?(problem: string): void;
  /** A command has its outcome, `tookMs` after it was asked. One answered by the outcome of the same key does not count. */
  command?(name: string, outcome: CommandOutcome<unknown>["outcome"], tookMs: number): void;
}

/** Ends an observation; later calls do nothing. */
export type StopObserving = () => void;
