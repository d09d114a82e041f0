import type { ByteTransport, DeviceInfo } from "@aisle/sdk";

/** What the transport knows of the device, as far as it is about the device and not about a cable's converter. */
export function infoOf({ facts }: ByteTransport): DeviceInfo {
  const text = (name: string): string | undefined => {
    const value = facts?.[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const [maker, model, serialNumber] = [text("manufacturer"), text("product"), text("serialNumber")];
  return {
    ...(maker !== undefined && { maker }),
    ...(model !== undefined && { model }),
    ...(serialNumber !== undefined && { serialNumber }),
  };
}
