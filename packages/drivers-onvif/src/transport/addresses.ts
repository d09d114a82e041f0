import { AisleError } from "@aisle/sdk";

/** Where the camera is reached, by the settings. */
export interface CameraAddress {
  readonly scheme: "http" | "https";
  /** As it stands in an address: IPv6 in brackets. */
  readonly host: string;
  readonly port: number;
}

/** Turns addresses that a camera says into ones that reach it, without userinfo. */
export interface Addresses {
  /** Learns from the address that the camera gives its device service, which is the one we use. */
  readonly learn: (deviceService: string) => void;
  /** Of a service, a subscription, a picture. Raises `onvif-address-refused`. */
  readonly http: (said: string) => string;
  /** Of a stream (`rtsp:`, `rtsps:`). Raises `onvif-address-refused`. */
  readonly rtsp: (said: string) => string;
}

const longest = 2_048;
/** Scheme, userinfo, host, port, the rest; no fragment, no white space, nothing that is no ASCII. */
const pattern =
  /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#]*@)?(\[[^\]/?#]*\]|[^:/?#[\]]*)(?::(\d{1,5}))?([/?][\x21\x22\x24-\x7e]*)?(?:#.*)?$/i;

/**
 * The host is always that of the settings: a camera often knows itself by another, behind NAT or after its address was
 * changed, and no camera may make us call a third party. Port and path are the camera's, with two exceptions:
 *
 * - the port at which it says its device service is, is the port of the settings (a forwarded port);
 * - an HTTP address of the other scheme (`http:` although `tls` is set, or the other way round) is taken at the
 *   settings' scheme and port, so that nothing leaves TLS unnoticed.
 */
export function createAddresses({ scheme, host, port }: CameraAddress): Addresses {
  const base = `${scheme}://${host}:${port}`;
  let forwarded: number | undefined;
  return {
    learn: (deviceService) => {
      const said = take(deviceService);
      if (said?.scheme === scheme) forwarded = said.port ?? standardPort(scheme);
    },
    http: (said) => {
      const text = said.trim();
      if (/^\/[\x21\x22\x24-\x7e]*$/.test(text) && !text.startsWith("//") && text.length <= longest)
        return parsed(base + text);
      const address = take(text);
      if (address === undefined || !/^https?$/.test(address.scheme)) throw refused("an HTTP address");
      const its = address.port ?? standardPort(scheme);
      const at = address.scheme !== scheme || its === forwarded ? port : its;
      return parsed(`${scheme}://${host}:${at}${address.rest}`);
    },
    rtsp: (said) => {
      const address = take(said);
      if (address === undefined || !/^rtsps?$/.test(address.scheme)) throw refused("an RTSP address");
      // Not by URL: a camera compares the path with what it gave, to the byte.
      return `${address.scheme}://${host}${address.port === undefined ? "" : `:${address.port}`}${address.rest}`;
    },
  };
}

interface Said {
  readonly scheme: string;
  readonly port: number | undefined;
  readonly rest: string;
}

function take(said: string): Said | undefined {
  const match = said.length <= longest ? pattern.exec(said.trim()) : null;
  if (match === null) return undefined;
  const port = match[3] === undefined ? undefined : Number(match[3]);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  return { scheme: (match[1] ?? "").toLowerCase(), port, rest: match[4] ?? "" };
}

const standardPort = (scheme: "http" | "https"): number => (scheme === "https" ? 443 : 80);

function parsed(address: string): string {
  if (!URL.canParse(address)) throw refused("an HTTP address");
  return new URL(address).href;
}

function refused(expected: string): AisleError {
  return new AisleError(
    "onvif-address-refused",
    `The camera gave something that is not ${expected} where one belongs.`,
    {
      category: "device",
      retryable: true,
      remedy: "Check the network settings and the firmware of the camera.",
    },
  );
}
