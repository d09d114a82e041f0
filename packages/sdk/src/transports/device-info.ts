import type { DeviceInfo } from "../drivers/define-driver.ts";
import type { DeviceFacts } from "./discovery.ts";

/** What a driver says of its device where only the transport knows anything: maker, model and serial number. */
export function infoOfFacts(facts: DeviceFacts | undefined): DeviceInfo {
  const text = (fact: string): string | undefined => {
    const value = facts?.[fact];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const [maker, model, serialNumber] = [text("manufacturer"), text("product"), text("serialNumber")];
  return {
    ...(maker !== undefined && { maker }),
    ...(model !== undefined && { model }),
    ...(serialNumber !== undefined && { serialNumber }),
  };
}
