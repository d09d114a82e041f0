import { createRequire } from "node:module";
import type { Cam } from "onvif";
import { envelopeHead, type SoapMessage } from "./envelope.ts";
import { escapeXml } from "./xml-tree.ts";

/** The requests that the onvif library words. */
export interface OnvifMessages {
  readonly getSystemDateAndTime: () => SoapMessage;
  readonly getServices: () => SoapMessage;
  readonly getCapabilities: () => SoapMessage;
  readonly getDeviceInformation: () => SoapMessage;
  readonly getProfiles: (media2: boolean) => SoapMessage;
  readonly getStreamUri: (profile: string, media2: boolean) => SoapMessage;
  readonly getSnapshotUri: (profile: string, media2: boolean) => SoapMessage;
}

/** What of the library's inside is replaced; pinned with its version. */
interface Inside {
  _request: (options: { readonly body: string }) => void;
  _envelopeHeader: () => string;
  media2Support: boolean;
}

const device = "http://www.onvif.org/ver10/device/wsdl";
const media1 = "http://www.onvif.org/ver10/media/wsdl";
const media2Namespace = "http://www.onvif.org/ver20/media/wsdl";
const nothing = (): void => undefined;

/**
 * Loads the onvif library, and takes the wording of its requests and nothing else: it opens no connection (its own have
 * no deadline for an answer without end and send a password several times), puts no header (its clock and chance are
 * not ours, and it does not escape a user name), and reads no answer (it makes numbers of tokens, firmware versions and
 * serial numbers, and throws in callbacks where an element is missing).
 */
export function loadOnvifMessages(): OnvifMessages {
  // Late, for it is large; but at once, for virtual time does not wait for an import.
  const library = createRequire(import.meta.url)("onvif") as typeof import("onvif");
  const cam = new library.Cam({ hostname: "camera.invalid", autoconnect: false });
  const inside = cam as unknown as Inside;
  let security = "";
  let body = "";
  inside._envelopeHeader = () => envelopeHead(security);
  // Within the call that words the request; the callback that would read the answer is never run.
  inside._request = (options) => {
    body = options.body;
  };
  const message = (namespace: string, what: string, word: (cam: Cam) => void, media2 = false): SoapMessage => ({
    what,
    action: `${namespace}/${what}`,
    envelope: (proof) => {
      security = proof;
      inside.media2Support = media2;
      word(cam);
      return body;
    },
  });
  const media = (media2: boolean): string => (media2 ? media2Namespace : media1);
  return {
    getSystemDateAndTime: () => message(device, "GetSystemDateAndTime", (it) => it.getSystemDateAndTime(nothing)),
    getServices: () => message(device, "GetServices", (it) => it.getServices(true, nothing)),
    getCapabilities: () => message(device, "GetCapabilities", (it) => it.getCapabilities(nothing)),
    getDeviceInformation: () => message(device, "GetDeviceInformation", (it) => it.getDeviceInformation(nothing)),
    getProfiles: (media2) => message(media(media2), "GetProfiles", (it) => it.getProfiles(nothing), media2),
    getStreamUri: (profile, media2) => {
      const options = { protocol: "RTSP", profileToken: escapeXml(profile) };
      return message(media(media2), "GetStreamUri", (it) => it.getStreamUri(options, nothing), media2);
    },
    getSnapshotUri: (profile, media2) => {
      const options = { profileToken: escapeXml(profile) };
      return message(media(media2), "GetSnapshotUri", (it) => it.getSnapshotUri(options, nothing), media2);
    },
  };
}
