import type { DeviceFacts, DiscoveredAddress } from "@aisle/sdk";
import { childrenOf, descend, readXml, type XmlElement } from "../transport/soap/index.ts";

/** A camera that has answered. */
export interface FoundCamera {
  /** What stays the same however it is reached: its endpoint, or its address where it says none. */
  readonly key: string;
  readonly address: DiscoveredAddress;
}

const mostMatches = 64;
const mostScopes = 100;
const longestScope = 300;
const mostAddresses = 20;
const onvifScope = "onvif://www.onvif.org/";

/**
 * The cameras in an answer to one of our probes (`ids`). `from` is where the answer came from, which is where the camera
 * is, whatever addresses it says. What is no answer, or no camera, is none. Never throws.
 */
export function readProbeMatches(bytes: Uint8Array, from: string, ids: ReadonlySet<string>): readonly FoundCamera[] {
  const envelope = readXml(new TextDecoder().decode(bytes));
  const relatesTo = descend(envelope, "Header", "RelatesTo")?.text;
  // A few cameras leave it out; what says that it answers another is none of ours.
  if (relatesTo !== undefined && !ids.has(relatesTo)) return [];
  return childrenOf(descend(envelope, "Body", "ProbeMatches"), "ProbeMatch")
    .slice(0, mostMatches)
    .flatMap((match) => readMatch(match, from) ?? []);
}

function readMatch(match: XmlElement, from: string): FoundCamera | undefined {
  const words = (name: string): readonly string[] => (descend(match, name)?.text ?? "").split(/\s+/);
  const scopes = words("Scopes")
    .filter((scope) => scope.startsWith(onvifScope) && scope.length <= longestScope)
    .slice(0, mostScopes);
  const urls = words("XAddrs")
    .slice(0, mostAddresses)
    .flatMap((text) => toUrl(text) ?? []);
  const url =
    urls.find(({ hostname }) => hostname === from) ?? urls.find(({ protocol }) => protocol === "http:") ?? urls[0];
  if (url === undefined || scopes.length === 0) return undefined;
  const secure = url.protocol === "https:";
  const port = url.port === "" ? (secure ? 443 : 80) : Number(url.port);
  const settings = { host: from, port, path: url.pathname, ...(secure && { tls: {} }) };
  const endpoint = descend(match, "EndpointReference", "Address")?.text.toLowerCase() ?? "";
  return {
    key: endpoint === "" ? `${from}:${port}` : endpoint.slice(0, longestScope),
    address: { settings, facts: factsOf(scopes) },
  };
}

function toUrl(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text) || text.length > 2_048 || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.port === "0" ? undefined : url;
}

/** What the scopes say (ONVIF Core section 7.3.3): `…/hardware/M3045`, and of many makers `…/manufacturer/…`, `…/MAC/…`. */
function factsOf(scopes: readonly string[]): DeviceFacts {
  const said = (...names: readonly string[]): string | undefined => {
    const pattern = new RegExp(`^${onvifScope}(?:${names.join("|")})/(.+)$`, "i");
    const found = scopes.map((scope) => pattern.exec(scope)?.[1]).find((value) => value !== undefined);
    return found === undefined ? undefined : decode(found);
  };
  const manufacturer = said("manufacturer", "mfr");
  const product = said("hardware");
  const mac = said("mac", "macaddress")
    ?.toLowerCase()
    .replaceAll(/[^0-9a-f]/g, "");
  return {
    onvifScope: scopes,
    ...(manufacturer !== undefined && { manufacturer }),
    ...(product !== undefined && { product }),
    ...(mac?.length === 12 && { mac: mac.replaceAll(/..(?=.)/g, "$&:") }),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
