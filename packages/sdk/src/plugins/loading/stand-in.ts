import type { DeviceKind } from "../../devices/kinds.ts";
import type { AnyDriver } from "../../drivers/define-driver.ts";
import type { SettingsSchema } from "../../drivers/settings-schema.ts";
import { AisleError } from "../../errors/aisle-error.ts";
import type { AnyTransportProvider } from "../../transports/define-transport.ts";
import { tcp } from "../../transports/tcp.ts";
import type { TransportName } from "../../transports/transports.ts";
import type { DriverManifest } from "../manifest/manifest.ts";
import { type PluginPart, type PluginWork, partKey } from "./plugin-part.ts";

/** What takes the place of what was refused. */
export interface StandIns {
  readonly drivers: readonly AnyDriver[];
  readonly transports: readonly AnyTransportProvider[];
}

/**
 * Drivers and transports in place of those that were refused: a device that needs one is `blocked`, with the plugin's
 * story and its remedy, before anything is opened. There is none for what another plugin, or the SDK itself, supplies.
 */
export function standIns(works: readonly PluginWork[]): StandIns {
  const parts = works.flatMap((work) => work.parts.map((part) => ({ part, story: part.refusal ?? work.refusal })));
  const there = new Set(parts.filter(({ story }) => story === undefined).map(({ part }) => partKey(part)));
  there.add(`transport "${tcp.transport}"`);
  const drivers: AnyDriver[] = [];
  const transports: AnyTransportProvider[] = [];
  for (const { part, story } of parts) {
    if (story === undefined || there.has(partKey(part))) continue;
    there.add(partKey(part));
    if (part.promise !== undefined) drivers.push(driverInPlace(part.promise, story));
    else if (part.what === "transport") transports.push(transportInPlace(part, story));
  }
  return { drivers, transports };
}

function driverInPlace({ id, kind, transport }: DriverManifest, story: AisleError): AnyDriver {
  return {
    id,
    // As the manifest promises; of a kind or transport that nobody has declared it is one all the same.
    kind: kind as DeviceKind,
    transport: transport as TransportName,
    liveness: "unwatched",
    ...refusing(story),
  };
}

function transportInPlace({ name }: PluginPart, story: AisleError): AnyTransportProvider {
  return { transport: name as TransportName, ...refusing(story) };
}

/** Settings are checked before anything is opened. */
function refusing(story: AisleError): { readonly settings: SettingsSchema; readonly open: () => never } {
  // Both are reasons for which a device waits for a change instead of trying again.
  const code = story.code === "sdk-incompatible" ? "sdk-incompatible" : "module-missing";
  const refuse = (): never => {
    throw new AisleError(code, story.message, {
      category: "settings",
      ...(story.remedy !== undefined && { remedy: story.remedy }),
      cause: story,
    });
  };
  return { settings: { "~standard": { version: 1, vendor: "aisle", validate: refuse } }, open: refuse };
}
