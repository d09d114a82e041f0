import { at, child, escapeXml, parseXml } from "../soap/index.ts";

/** A WS-Discovery probe that was understood. */
export interface Probe {
  readonly messageId: string;
  /** Names of types without prefixes; empty for all. */
  readonly types: readonly string[];
  /** Scopes that are asked for; empty for all. */
  readonly scopes: readonly string[];
  /** The version in which it was asked, and is answered. */
  readonly version: DiscoveryVersion;
}

/** Namespaces of one version of WS-Discovery and of the WS-Addressing that it uses. */
export interface DiscoveryVersion {
  readonly discovery: string;
  readonly addressing: string;
  readonly anonymous: string;
}

/** The version of ONVIF (ONVIF Core 21.12, Device discovery): WS-Discovery of April 2005; and version 1.1 of OASIS. */
const versions: readonly DiscoveryVersion[] = [
  {
    discovery: "http://schemas.xmlsoap.org/ws/2005/04/discovery",
    addressing: "http://schemas.xmlsoap.org/ws/2004/08/addressing",
    anonymous: "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous",
  },
  {
    discovery: "http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01",
    addressing: "http://www.w3.org/2005/08/addressing",
    anonymous: "http://www.w3.org/2005/08/addressing/anonymous",
  },
];
const longestProbe = 8_192;
const longestId = 256;

/** Reads a datagram; nothing where it is no probe that can be answered. */
export function readProbe(datagram: Uint8Array): Probe | undefined {
  if (datagram.length > longestProbe) return undefined;
  const document = parseXml(datagram);
  const probe = at(document, "Body", "Probe");
  const version = versions.find(({ discovery }) => discovery === probe?.uri);
  const messageId = at(document, "Header", "MessageID")?.text ?? "";
  if (probe === undefined || version === undefined || messageId === "" || messageId.length > longestId)
    return undefined;
  const words = (name: string): readonly string[] =>
    (child(probe, name)?.text ?? "").split(/\s+/).filter((word) => word !== "");
  return {
    messageId,
    types: words("Types").map((name) => name.replace(/^.*:/, "")),
    scopes: words("Scopes"),
    version,
  };
}

/** What a camera is found by. */
export interface Findable {
  readonly urn: string;
  readonly scopes: readonly string[];
  /** Address of its device service. */
  readonly address: string;
}

const ownTypes: readonly string[] = ["NetworkVideoTransmitter", "Device"];

/** Whether a probe is for it: each type is one of its, each scope begins one of its (WS-Discovery 2005, section 5.1). */
export function matches({ types, scopes }: Probe, findable: Findable): boolean {
  const begins = (asked: string): boolean =>
    findable.scopes.some((scope) => `${scope}/`.startsWith(asked.endsWith("/") ? asked : `${asked}/`));
  return types.every((type) => ownTypes.includes(type)) && scopes.every(begins);
}

/** The answer to a probe (WS-Discovery 2005, section 5.3). `messageId` is a UUID of its own. */
export function probeMatches({ version, messageId: asked }: Probe, findable: Findable, messageId: string): string {
  const { discovery, addressing, anonymous } = version;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" ` +
    `xmlns:a="${addressing}" xmlns:d="${discovery}" xmlns:dn="http://www.onvif.org/ver10/network/wsdl" ` +
    `xmlns:tds="http://www.onvif.org/ver10/device/wsdl"><s:Header><a:MessageID>${messageId}</a:MessageID>` +
    `<a:RelatesTo>${escapeXml(asked)}</a:RelatesTo><a:To>${anonymous}</a:To>` +
    `<a:Action>${discovery}/ProbeMatches</a:Action></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch>` +
    `<a:EndpointReference><a:Address>${findable.urn}</a:Address></a:EndpointReference>` +
    `<d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types>` +
    `<d:Scopes>${escapeXml(findable.scopes.join(" "))}</d:Scopes><d:XAddrs>${escapeXml(findable.address)}</d:XAddrs>` +
    `<d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>`
  );
}
