import { typicalTables } from "./huffman-tables.ts";

/** A JPEG as RTP carries it (RFC 2435). */
export interface RtpJpeg {
  /** 0: chroma halved across; 1: both ways. */
  readonly type: 0 | 1;
  /** In units of 8 pixels. */
  readonly width: number;
  readonly height: number;
  /** Quantisers of luma, then of chroma. */
  readonly tables: Uint8Array;
  readonly scan: Uint8Array;
}

/**
 * Takes a JPEG apart. Nothing where RTP cannot carry it: not baseline, not in YCbCr with chroma halved, with Huffman
 * tables of its own or with restarts, over 2,040 pixels or in a size that is not a multiple of 8.
 */
export function readJpeg(bytes: Uint8Array): RtpJpeg | undefined {
  const quantisers = new Map<number, Uint8Array>();
  let frame: { type: 0 | 1; width: number; height: number; luma: number; chroma: number } | undefined;
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1];
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const content = bytes.subarray(at + 4, at + 2 + length);
    if (bytes[at] !== 0xff || length < 2 || content.length !== length - 2) return undefined;
    at += 2 + length;
    if (marker === 0xdb) {
      for (let from = 0; from < content.length; from += 65) {
        if ((content[from] ?? 16) > 3) return undefined;
        quantisers.set(content[from] ?? 0, content.subarray(from + 1, from + 65));
      }
    } else if (marker === 0xc0) frame = readFrame(content);
    else if (marker === 0xc4) {
      if (!isTypical(content)) return undefined;
    } else if (marker === 0xdd || (marker !== undefined && marker >= 0xc1 && marker <= 0xcf)) return undefined;
    else if (marker === 0xda) {
      const luma = frame && quantisers.get(frame.luma);
      const chroma = frame && quantisers.get(frame.chroma);
      if (frame === undefined || luma?.length !== 64 || chroma?.length !== 64) return undefined;
      const end = bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9 ? bytes.length - 2 : bytes.length;
      return { ...frame, tables: Buffer.concat([luma, chroma]), scan: bytes.subarray(at, end) };
    }
  }
  return undefined;
}

const payloadBytes = 1_388;

/** The payloads of one frame: JPEG header, in the first the tables, and a piece of the scan (RFC 2435, section 3.1). */
export function jpegPayloads({ type, width, height, tables, scan }: RtpJpeg): readonly Uint8Array[] {
  const payloads: Uint8Array[] = [];
  for (let at = 0; at < scan.length || at === 0; ) {
    const header = [0, (at >> 16) & 255, (at >> 8) & 255, at & 255, type, 255, width, height];
    if (at === 0) header.push(0, 0, tables.length >> 8, tables.length & 255, ...tables);
    const piece = scan.subarray(at, at + payloadBytes - header.length);
    payloads.push(Buffer.concat([Uint8Array.from(header), piece]));
    at += Math.max(1, piece.length);
  }
  return payloads;
}

function readFrame(content: Uint8Array) {
  const [precision, heightHigh = 0, heightLow = 0, widthHigh = 0, widthLow = 0, components] = content;
  const [, lumaSampling, luma = 0, , chromaSampling, chroma = 0, , otherSampling, otherTable] = content.subarray(6);
  const width = ((widthHigh << 8) | widthLow) / 8;
  const height = ((heightHigh << 8) | heightLow) / 8;
  const fits = [width, height].every((each) => Number.isInteger(each) && each >= 1 && each <= 255);
  if (precision !== 8 || components !== 3 || !fits || otherTable !== chroma) return undefined;
  if (chromaSampling !== 0x11 || otherSampling !== 0x11) return undefined;
  if (lumaSampling !== 0x21 && lumaSampling !== 0x22) return undefined;
  return { type: lumaSampling === 0x21 ? (0 as const) : (1 as const), width, height, luma, chroma };
}

/** Whether a DHT segment holds typical tables only, each under its usual identifier. */
function isTypical(content: Uint8Array): boolean {
  let rest = content;
  while (rest.length > 0) {
    const table = typicalTables.find((each) => each[0] === rest[0]);
    if (table?.every((byte, index) => byte === rest[index]) !== true) return false;
    rest = rest.subarray(table.length);
  }
  return true;
}
