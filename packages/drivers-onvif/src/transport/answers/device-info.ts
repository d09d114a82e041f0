import type { DeviceInfo } from "@aisle/sdk";
import { descend, type XmlElement } from "../soap/index.ts";

const longest = 200;

/** Maker, model, serial number and firmware of a `GetDeviceInformationResponse`, as the device writes them. */
export function readDeviceInfo(response: XmlElement, clean: (text: string) => string): DeviceInfo {
  const text = (name: string): string => clean(descend(response, name)?.text ?? "").slice(0, longest);
  const [maker, model, serialNumber, firmware] = [
    text("Manufacturer"),
    text("Model"),
    text("SerialNumber"),
    text("FirmwareVersion"),
  ];
  return {
    ...(maker !== "" && { maker }),
    ...(model !== "" && { model }),
    ...(serialNumber !== "" && { serialNumber }),
    ...(firmware !== "" && { firmware }),
  };
}
