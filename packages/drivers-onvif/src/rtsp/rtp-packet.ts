/** What is needed of an RTP packet. */
export interface RtpPacket {
  readonly marker: boolean;
  readonly payloadType: number;
  readonly sequence: number;
  readonly source: number;
  readonly payload: Uint8Array;
}

const fixedHeader = 12;

/** Reads a packet (RFC 3550 section 5.1), or gives nothing where it is none. The payload is a view. */
export function readRtpPacket(bytes: Uint8Array): RtpPacket | undefined {
  if (bytes.length < fixedHeader || bytes[0]! >> 6 !== 2) return undefined;
  const flags = bytes[0]!;
  let from = fixedHeader + (flags & 0x0f) * 4;
  if ((flags & 0x10) !== 0) {
    if (from + 4 > bytes.length) return undefined;
    from += 4 + ((bytes[from + 2]! << 8) | bytes[from + 3]!) * 4;
  }
  const padding = (flags & 0x20) === 0 ? 0 : bytes[bytes.length - 1]!;
  if ((flags & 0x20) !== 0 && padding === 0) return undefined;
  const to = bytes.length - padding;
  if (from > to) return undefined;
  return {
    marker: (bytes[1]! & 0x80) !== 0,
    payloadType: bytes[1]! & 0x7f,
    sequence: (bytes[2]! << 8) | bytes[3]!,
    source: ((bytes[8]! << 24) | (bytes[9]! << 16) | (bytes[10]! << 8) | bytes[11]!) >>> 0,
    payload: bytes.subarray(from, to),
  };
}

const bye = 203;

/** Whether one of the packets in an RTCP compound (RFC 3550 section 6.1) is the source's goodbye (section 6.6). */
export function saysGoodbye(bytes: Uint8Array): boolean {
  for (let at = 0; at + 4 <= bytes.length && bytes[at]! >> 6 === 2; ) {
    if (bytes[at + 1] === bye) return true;
    at += 4 + ((bytes[at + 2]! << 8) | bytes[at + 3]!) * 4;
  }
  return false;
}
