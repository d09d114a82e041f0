import { AisleError } from "@aisle/sdk";

/** Where a stream is, without userinfo. */
export interface RtspAddress {
  /** Name or address, an IPv6 one without brackets. */
  readonly host: string;
  readonly port: number;
  /** The whole address as it stands in requests, without userinfo and fragment. */
  readonly uri: string;
}

/** RFC 2326 section 3.2: the port where none is said. */
const defaultPort = 554;
const longest = 2_048;

/**
 * Reads the address of a stream and takes out any user name and password. Raises `rtsp-uri-invalid`, whose message does
 * not repeat the address, for there may be a password in it.
 */
export function readRtspUri(text: string): RtspAddress {
  // By hand rather than by URL: a camera compares the address with what it gave, to the byte.
  const match =
    text.length <= longest ? /^rtsp:\/\/(?:[^/?#]*@)?([^/?#@]+)((?:[/?][^#\s]*)?)(?:#.*)?$/i.exec(text.trim()) : null;
  const authority = /^(\[[0-9a-f:.%]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/i.exec(match?.[1] ?? "");
  const port = Number(authority?.[2] ?? defaultPort);
  if (authority === null || port < 1 || port > 65_535) throw invalid(text);
  const host = authority[1] ?? "";
  return {
    host: host.startsWith("[") ? host.slice(1, -1) : host,
    port,
    uri: `rtsp://${match?.[1] ?? ""}${match?.[2] ?? ""}`,
  };
}

function invalid(text: string): AisleError {
  const secure = /^rtsps:/i.test(text.trim());
  return new AisleError(
    "rtsp-uri-invalid",
    secure
      ? "The camera gives an rtsps: address; RTSP over TLS is not supported."
      : "The address of the camera's stream is no rtsp: address.",
    { category: "device", retryable: true, remedy: "Let the camera offer streams over plain RTSP (port 554)." },
  );
}
