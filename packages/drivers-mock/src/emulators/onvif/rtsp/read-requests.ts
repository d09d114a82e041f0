/** One RTSP request. */
export interface RtspRequest {
  readonly method: string;
  readonly uri: string;
  /** By name in small letters. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Takes bytes as they come and tells what they are. */
export interface RtspReader {
  /** False where the bytes are no RTSP: nothing after them can be understood, and nothing is read any more. */
  push(bytes: Uint8Array): boolean;
}

const longestHead = 8_192;
const longestBody = 4_096;
const dollar = 0x24;

/**
 * Reads requests (RFC 2326, section 6), their bodies thrown away, and skips the interleaved packets between them
 * (section 10.12), of which only is told that there were some. Holds 8 KiB at most.
 */
export function createRtspReader(onRequest: (request: RtspRequest) => void, onPacket: () => void): RtspReader {
  let held: Buffer = Buffer.alloc(0);
  /** Bytes that are still to be thrown away. */
  let skip = 0;
  let broken = false;

  /** Whether it came further. */
  const step = (): boolean => {
    const thrown = Math.min(skip, held.length);
    skip -= thrown;
    held = held.subarray(thrown);
    if (skip > 0 || held.length === 0) return false;
    if (held[0] === dollar) {
      if (held.length < 4) return false;
      skip = 4 + held.readUInt16BE(2);
      onPacket();
      return true;
    }
    if (held[0] === 0x0d || held[0] === 0x0a) {
      skip = 1;
      return true;
    }
    const end = held.indexOf("\r\n\r\n");
    if (end < 0 || end > longestHead) {
      broken = held.length > longestHead;
      return false;
    }
    const request = parseHead(held.toString("latin1", 0, end));
    const body = Number(request?.headers.get("content-length") ?? 0);
    if (request === undefined || !Number.isInteger(body) || body < 0 || body > longestBody) {
      broken = true;
      return false;
    }
    skip = end + 4 + body;
    onRequest(request);
    return true;
  };

  return {
    push(bytes) {
      if (broken) return false;
      // A piece at a time, so that no more is held than a head.
      for (let at = 0; at < bytes.length && isWhole(); at += longestHead) {
        held = Buffer.concat([held, bytes.subarray(at, at + longestHead)]);
        while (isWhole() && step());
      }
      return isWhole();
    },
  };

  function isWhole(): boolean {
    return !broken;
  }
}

const mostHeaders = 64;

function parseHead(head: string): RtspRequest | undefined {
  const [first = "", ...lines] = head.split("\r\n");
  const match = /^([A-Z_]{1,32}) ([\x21-\x7e]{1,1024}) RTSP\/1\.0$/.exec(first);
  if (match?.[1] === undefined || match[2] === undefined || lines.length > mostHeaders) return undefined;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon < 1) return undefined;
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { method: match[1], uri: match[2], headers };
}
