import { childrenOf, descend, type XmlElement } from "../soap/index.ts";

/** Where the services of a device are, as it says; and whether events can be pulled. */
export interface SaidServices {
  readonly device?: string;
  readonly media?: string;
  readonly media2?: string;
  readonly events?: string;
  readonly pullPoint: boolean;
}

/** No device has more. */
const mostServices = 100;

const names: ReadonlyMap<string, "device" | "media" | "media2" | "events"> = new Map([
  ["http://www.onvif.org/ver10/device/wsdl", "device"],
  ["http://www.onvif.org/ver10/media/wsdl", "media"],
  ["http://www.onvif.org/ver20/media/wsdl", "media2"],
  ["http://www.onvif.org/ver10/events/wsdl", "events"],
] as const);

/** Reads a `GetServicesResponse` (ONVIF Core section 8.1.2.1). Services that are not ONVIF's, or not needed, are left out. */
export function readServices(response: XmlElement): SaidServices {
  const services: Partial<Record<"device" | "media" | "media2" | "events", string>> = {};
  let pullPoint = true;
  for (const service of childrenOf(response, "Service").slice(0, mostServices)) {
    const name = names.get((descend(service, "Namespace")?.text ?? "").replace(/\/$/, ""));
    const address = descend(service, "XAddr")?.text ?? "";
    if (name === undefined || address === "") continue;
    services[name] ??= address;
    const capabilities = descend(service, "Capabilities", "Capabilities");
    if (name === "events" && isFalse(capabilities?.attributes.get("WSPullPointSupport"))) pullPoint = false;
  }
  return { ...services, pullPoint: pullPoint && services.events !== undefined };
}

/** Reads a `GetCapabilitiesResponse` (section 8.1.2.3), which devices without GetServices have. */
export function readCapabilities(response: XmlElement): SaidServices {
  const capabilities = descend(response, "Capabilities");
  const address = (name: string): string => descend(capabilities, name, "XAddr")?.text ?? "";
  const [device, media, events] = [address("Device"), address("Media"), address("Events")];
  const support = descend(capabilities, "Events", "WSPullPointSupport")?.text;
  return {
    ...(device !== "" && { device }),
    ...(media !== "" && { media }),
    ...(events !== "" && { events }),
    pullPoint: events !== "" && !isFalse(support),
  };
}

const isFalse = (value: string | undefined): boolean => value === "false" || value === "0";
