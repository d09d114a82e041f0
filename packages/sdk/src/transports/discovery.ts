import type { Logger } from "../hub/log.ts";
import type { Clock } from "../time/clock.ts";

/**
 * What a transport learns of a device without talking to it, by name. Names that are known, so that manifests and
 * transports agree; others may be added:
 *
 * - `usbVendorId`, `usbProductId`: numbers; `hidUsagePage`, `hidUsage`: numbers of a HID collection;
 * - `manufacturer`, `product`, `serialNumber`: text, as the device says it;
 * - `mdnsService`: service types such as `_rtsp._tcp`; `mac`: text in small letters with colons;
 * - `onvifScope`: scope URIs such as `onvif://www.onvif.org/hardware/…`.
 */
export type DeviceFacts = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** A device that a transport has found. */
export interface DiscoveredAddress {
  /** Settings of the transport that reach it. */
  readonly settings: unknown;
  readonly facts: DeviceFacts;
}

/** What a transport gets when it is asked to look for devices. */
export interface DiscoverContext {
  /** Aborted when nobody wants to know any more: let go of everything. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly log: Logger;
}
