import type { DiscoverContext, DiscoveredAddress } from "@aisle/sdk";
import type { HidDeviceInfo, HidLibrary } from "./hid-library.ts";
import { factsOf, isDesktop } from "./known-devices.ts";
import { openError } from "./open-error.ts";

/** Every HID device of this computer that a driver may want, one by one, without opening any. */
export async function* discoverLocal(
  library: HidLibrary,
  { signal }: DiscoverContext,
  platform: string,
): AsyncGenerator<DiscoveredAddress> {
  const devices = await library.devices().catch((thrown: unknown) => {
    throw openError(thrown, {}, platform);
  });
  const seen = new Set<string>();
  for (const info of devices) {
    if (signal.aborted) return;
    if (isDesktop(info)) continue;
    const key = `${info.path ?? ""} ${info.usagePage ?? ""} ${info.usage ?? ""}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield { settings: settingsOf(info), facts: factsOf(info) };
  }
}

function settingsOf({ vendorId, productId, serialNumber, usagePage, usage }: HidDeviceInfo): unknown {
  return {
    usb: {
      vendorId,
      productId,
      ...(serialNumber !== undefined && serialNumber !== "" && { serialNumber }),
      ...(usagePage !== undefined && { usagePage }),
      ...(usage !== undefined && { usage }),
    },
  };
}
