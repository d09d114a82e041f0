import { randomUUID } from "node:crypto";

/** Where probes go (WS-Discovery, April 2005, section 2.4). */
export const discoveryGroup = "239.255.255.250";
export const discoveryPort = 3_702;

const types = {
  /** What every camera says of itself (ONVIF Core section 7.3.2). */
  "dn:NetworkVideoTransmitter": "http://www.onvif.org/ver10/network/wsdl",
  /** What devices of newer profiles say. */
  "tds:Device": "http://www.onvif.org/ver10/device/wsdl",
};

/** One probe. */
export interface Probe {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** The probes that find cameras, one for each type that they may say of themselves. */
export function makeProbes(): readonly Probe[] {
  return Object.entries(types).map(([type, namespace]) => {
    const id = `urn:uuid:${randomUUID()}`;
    const prefix = type.slice(0, type.indexOf(":"));
    const text =
      '<?xml version="1.0" encoding="UTF-8"?>' +
      '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" ' +
      `xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:${prefix}="${namespace}">` +
      `<s:Header><a:MessageID>${id}</a:MessageID><a:To s:mustUnderstand="1">urn:schemas-xmlsoap-org:ws:2005:04:discovery</a:To>` +
      '<a:Action s:mustUnderstand="1">http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</a:Action></s:Header>' +
      `<s:Body><d:Probe><d:Types>${type}</d:Types></d:Probe></s:Body></s:Envelope>`;
    return { id, bytes: new TextEncoder().encode(text) };
  });
}
