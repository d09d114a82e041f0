import type { Random } from "@aisle/sdk";

/** What a session can carry. */
export type TrackName = "video" | "metadata";

/** RTP payload types: JPEG has one of its own (RFC 3551, section 6), metadata takes one of the free ones. */
export const payloadTypes: Readonly<Record<TrackName, number>> = { video: 26, metadata: 98 };

/** One RTP stream, interleaved into an RTSP connection. */
export interface RtpTrack {
  readonly channel: number;
  /** The sequence number that comes next. */
  readonly sequence: number;
  /** The RTP timestamp of a moment. */
  timestamp(at: number): number;
  /** All packets of one document or picture, framed for the connection (RFC 2326, section 10.12). */
  packets(payloads: readonly Uint8Array[], at: number): Uint8Array;
}

const headerBytes = 16;
const reportBytes = 32;
const reportEveryMs = 5_000;
/** Seconds from 1900, where NTP begins, to 1970. */
const ntpOffset = 2_208_988_800;

/**
 * An RTP stream (RFC 3550) with a clock of 90 kHz: sequence numbers and timestamps begin anywhere and roll over, the
 * last packet of a document has the marker (ONVIF Streaming 21.12, Metadata stream). A sender report goes before the
 * first packet, and every five seconds, so that timestamps can be told as times (RFC 3550, section 6.4.1).
 */
export function createRtpTrack(name: TrackName, channel: number, random: Random): RtpTrack {
  const word = (): number => Math.floor(random() * 0x1_0000_0000);
  const source = word();
  const offset = word();
  let sequence = word() & 0xffff;
  let sentPackets = 0;
  let sentBytes = 0;
  let reportedAt: number | undefined;

  const timestamp = (at: number): number => (offset + Math.round(at * 90)) % 0x1_0000_0000;

  const report = (bytes: Buffer, at: number): number => {
    bytes.writeUInt8(0x24, 0);
    bytes.writeUInt8(channel + 1, 1);
    bytes.writeUInt16BE(reportBytes - 4, 2);
    bytes.writeUInt16BE(0x80c8, 4);
    bytes.writeUInt16BE(6, 6);
    bytes.writeUInt32BE(source, 8);
    bytes.writeUInt32BE((Math.floor(at / 1000) + ntpOffset) % 0x1_0000_0000, 12);
    bytes.writeUInt32BE(Math.floor(((at % 1000) / 1000) * 0x1_0000_0000), 16);
    bytes.writeUInt32BE(timestamp(at), 20);
    bytes.writeUInt32BE(sentPackets % 0x1_0000_0000, 24);
    bytes.writeUInt32BE(sentBytes % 0x1_0000_0000, 28);
    reportedAt = at;
    return reportBytes;
  };

  return {
    channel,
    get sequence() {
      return sequence;
    },
    timestamp,
    packets(payloads, at) {
      const reporting = reportedAt === undefined || Math.abs(at - reportedAt) >= reportEveryMs;
      const length = payloads.reduce((sum, payload) => sum + headerBytes + payload.length, 0);
      const bytes = Buffer.allocUnsafe(length + (reporting ? reportBytes : 0));
      let to = reporting ? report(bytes, at) : 0;
      for (const [index, payload] of payloads.entries()) {
        const last = index === payloads.length - 1;
        bytes.writeUInt8(0x24, to);
        bytes.writeUInt8(channel, to + 1);
        bytes.writeUInt16BE(12 + payload.length, to + 2);
        bytes.writeUInt8(0x80, to + 4);
        bytes.writeUInt8(payloadTypes[name] | (last ? 0x80 : 0), to + 5);
        bytes.writeUInt16BE(sequence, to + 6);
        bytes.writeUInt32BE(timestamp(at), to + 8);
        bytes.writeUInt32BE(source, to + 12);
        bytes.set(payload, to + headerBytes);
        to += headerBytes + payload.length;
        sequence = (sequence + 1) & 0xffff;
        sentBytes += payload.length;
      }
      sentPackets += payloads.length;
      return bytes;
    },
  };
}

const fragmentBytes = 1_388;

/** A document cut so that each packet stays below 1,400 bytes. */
export function fragments(document: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: Math.max(1, Math.ceil(document.length / fragmentBytes)) }, (_, index) =>
    document.subarray(index * fragmentBytes, (index + 1) * fragmentBytes),
  );
}
