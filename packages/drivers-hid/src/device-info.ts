import type { DeviceFacts, DeviceInfo } from "@aisle/sdk";

/** What a HID device says of itself, as the host shows it. */
export function deviceInfo(facts: DeviceFacts | undefined): DeviceInfo {
  const text = (fact: string): string | undefined => {
    const value = facts?.[fact];
    return typeof value === "string" ? value : undefined;
  };
  const [maker, model, serialNumber] = [text("manufacturer"), text("product"), text("serialNumber")];
  return {
    ...(maker !== undefined && { maker }),
    ...(model !== undefined && { model }),
    ...(serialNumber !== undefined && { serialNumber }),
  };
}
