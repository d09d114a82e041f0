/** Reasons of the statuses that the camera answers with (RFC 2326, section 7.1.1). */
const reasons = {
  200: "OK",
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
  454: "Session Not Found",
  455: "Method Not Valid in This State",
  459: "Aggregate Operation Not Allowed",
  461: "Unsupported Transport",
  501: "Not Implemented",
} as const;

/** A status that the camera answers with. */
export type RtspStatus = keyof typeof reasons;

/** What the camera answers to one request. */
export interface RtspReply {
  readonly status: RtspStatus;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer as bytes; `sequence` is the request's `CSeq`. */
export function replyBytes({ status, headers = {}, body }: RtspReply, sequence: string): Uint8Array {
  const all: Readonly<Record<string, string>> = {
    CSeq: sequence,
    Server: "Aisle emulator",
    ...headers,
    ...(body === undefined
      ? {}
      : { "Content-Type": "application/sdp", "Content-Length": `${Buffer.byteLength(body)}` }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`RTSP/1.0 ${status} ${reasons[status]}\r\n${lines.join("")}\r\n${body ?? ""}`, "latin1");
}
