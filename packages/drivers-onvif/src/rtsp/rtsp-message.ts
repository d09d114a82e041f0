/** One RTSP message: an answer, or a request of the camera's. */
export interface RtspMessage {
  /** Status of an answer; 0 of a request. */
  readonly status: number;
  /** Reason phrase of an answer, printable and short; method of a request. */
  readonly what: string;
  /** Fields by their name in lower case; one that comes more than once has all its values. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Uint8Array;
}

const mostHeaders = 100;
const longestReason = 80;

/** The first value of a field. */
export function header(message: Pick<RtspMessage, "headers">, name: string): string | undefined {
  return message.headers.get(name)?.[0];
}

/** Reads start line and fields (RFC 2326 sections 4.3, 6.1, 7.1), or gives nothing where they are none. */
export function readHead(head: string): Omit<RtspMessage, "body"> | undefined {
  const [start = "", ...lines] = head.split(/\r?\n/);
  const answer = /^RTSP\/\d\.\d (\d{3})(?: (.*))?$/.exec(start);
  const request = answer === null ? /^([A-Z_]{3,20}) \S+ RTSP\/\d\.\d$/.exec(start) : null;
  if (answer === null && request === null) return undefined;
  const headers = new Map<string, string[]>();
  for (const line of lines.slice(0, mostHeaders)) {
    const colon = line.indexOf(":");
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    const values = headers.get(name);
    if (values === undefined) headers.set(name, [value]);
    else values.push(value);
  }
  return {
    status: Number(answer?.[1] ?? 0),
    what: request?.[1] ?? (answer?.[2] ?? "").replace(/[^ -~]/g, "").slice(0, longestReason),
    headers,
  };
}

/** Writes a request or an answer. Values must be free of line ends; those in them are taken out. */
export function writeMessage(start: string, fields: Readonly<Record<string, string | number>>): Uint8Array {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${String(value).replace(/[\r\n]/g, "")}\r\n`);
  return new TextEncoder().encode(`${start.replace(/[\r\n]/g, "")}\r\n${lines.join("")}\r\n`);
}
