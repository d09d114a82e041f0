import { isDeepStrictEqual } from "node:util";
import type { DeviceSettings } from "../../hub/hub.ts";
import { type Logger, silentLogger } from "../../hub/log.ts";
import type { Clock } from "../../time/clock.ts";
import { systemClock } from "../../time/system-clock.ts";
import type { AnyTransportProvider } from "../../transports/define-transport.ts";
import type { DeviceFacts } from "../../transports/discovery.ts";
import type { PluginStory } from "../loading/plugin-report.ts";
import type { DriverManifest, PluginManifest } from "../manifest/manifest.ts";
import { collectAddresses } from "./collect-addresses.ts";
import { matchFingerprint } from "./match-fingerprint.ts";

/** How devices are looked for. */
export interface DiscoverDevicesOptions {
  /** Ends the search early, with what was found. */
  readonly signal?: AbortSignal;
  /** How long to look, in milliseconds; 5,000 unless told. */
  readonly within?: number;
  /** The devices that the store has already: what they are at is not proposed again, and their ids are not used. */
  readonly devices?: readonly DeviceSettings[];
  readonly clock?: Clock;
  readonly log?: Logger;
}

/** A driver that a device may be for. */
export interface DeviceProposal {
  readonly kind: string;
  /** How sure it is: above 0, at most 1. */
  readonly score: number;
  /** Ready for `devices` of a `store.yaml` or a hub; the driver's own settings may still be wanted. */
  readonly device: DeviceSettings;
}

/** Something at an address of a transport. */
export interface DiscoveredDevice {
  /** Name of the transport that found it. */
  readonly transport: string;
  /** Settings of the transport that reach it. */
  readonly settings: unknown;
  readonly facts: DeviceFacts;
  /** Id of the device of the store that is at this address already. */
  readonly known?: string;
  /** Drivers for it, the surest first; empty when no manifest fits, or the device is known. */
  readonly proposals: readonly DeviceProposal[];
}

/** What a search for devices gave. */
export interface DiscoveredDevices {
  readonly devices: readonly DiscoveredDevice[];
  /** Why a transport could not look, or not to its end. */
  readonly stories: readonly PluginStory[];
}

/**
 * Asks every transport that can `discover` what it sees, and says which driver each device is likely for, by the
 * fingerprints of the manifests. A transport that fails or hangs stops no other. Never rejects; opens no device.
 */
export async function discoverDevices(
  transports: readonly AnyTransportProvider[],
  manifests: readonly PluginManifest[],
  options: DiscoverDevicesOptions = {},
): Promise<DiscoveredDevices> {
  const { within = 5_000, devices = [], clock = systemClock, log = silentLogger, signal } = options;
  const drivers = manifests.flatMap((manifest) => manifest.drivers ?? []);
  const searches = await Promise.all(
    transports.map((transport) => collectAddresses(transport, { within, clock, log, signal })),
  );
  const taken = new Set(devices.map(({ id }) => id));
  return {
    devices: searches.flatMap(({ transport, addresses }) =>
      addresses.map(({ settings, facts }) => {
        const known = devices.find((device) => isAt(device, transport, settings, drivers))?.id;
        const fits = known === undefined ? driversFor(transport, facts, drivers) : [];
        const id = fits[0] === undefined ? "" : freeId(fits[0].driver.kind, taken);
        const proposals = fits.map(({ driver, score }) => ({
          kind: driver.kind,
          score,
          device: { id, driver: driver.id, transport: settings },
        }));
        return { transport, settings, facts, ...(known !== undefined && { known }), proposals };
      }),
    ),
    stories: searches.flatMap(({ story }) => story ?? []),
  };
}

/** The surest first; of two that are equally sure, the one whose id comes first. */
function driversFor(transport: string, facts: DeviceFacts, drivers: readonly DriverManifest[]) {
  return drivers
    .filter((driver) => driver.transport === transport)
    .map((driver) => ({
      driver,
      score: Math.max(0, ...(driver.fingerprints ?? []).map((fingerprint) => matchFingerprint(fingerprint, facts))),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.driver.id < b.driver.id ? -1 : 1));
}

function isAt(
  device: DeviceSettings,
  transport: string,
  settings: unknown,
  drivers: readonly DriverManifest[],
): boolean {
  const its = drivers.find(({ id }) => id === device.driver)?.transport;
  return (its === undefined || its === transport) && isDeepStrictEqual(device.transport, settings);
}

/** As people number them: `barcode-scanner-1`. */
function freeId(kind: string, taken: Set<string>): string {
  let number = 1;
  while (taken.has(`${kind}-${number}`)) number += 1;
  const id = `${kind}-${number}`;
  taken.add(id);
  return id;
}
