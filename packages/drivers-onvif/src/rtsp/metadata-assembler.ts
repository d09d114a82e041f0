import { gunzipSync } from "node:zlib";
import { PacketOrder } from "./packet-order.ts";
import { readRtpPacket } from "./rtp-packet.ts";

/** The largest document, packed and unpacked (bytes). A camera needs some 20 KB for ten people. */
const longestDocument = 1_048_576;

/** How a document begins where its first packet was not marked by the end of the one before. */
const documentStart = /^\uFEFF?\s*<(?:\?xml\s|(?:[\w.-]+:)?MetadataStream[\s>])/i;
const documentEnd = /<\/(?:[\w.-]+:)?MetadataStream\s*>/gi;

/** What an assembler has thrown away. */
export interface AssemblerCounts {
  /** Packets that never came. */
  readonly lostPackets: number;
  /** Documents that were cut by a lost packet, too large, or no text. */
  readonly droppedDocuments: number;
  /** Packets that are no RTP. */
  readonly badPackets: number;
}

/**
 * Makes documents of the packets of a metadata track (ONVIF Streaming Specification, "RTP for Metadata stream"): a
 * document may span many packets, and the marker bit ends it. One with a packet missing is thrown away.
 */
export class MetadataAssembler {
  readonly #payloadType: number;
  readonly #compressed: boolean;
  readonly #emit: (document: string) => void;
  readonly #order = new PacketOrder();
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  #parts: Uint8Array[] = [];
  #size = 0;
  /** Not known to be inside a whole document: at first, and after a loss until the next one begins. */
  #adrift = true;
  #dropped = 0;
  #bad = 0;

  constructor(track: { readonly payloadType: number; readonly compressed: boolean }, emit: (document: string) => void) {
    this.#payloadType = track.payloadType;
    this.#compressed = track.compressed;
    this.#emit = emit;
  }

  get counts(): AssemblerCounts {
    return { lostPackets: this.#order.lost, droppedDocuments: this.#dropped, badPackets: this.#bad };
  }

  /** Takes one RTP packet; its bytes may be written again afterwards. */
  packet(bytes: Uint8Array): void {
    const packet = readRtpPacket(bytes);
    if (packet?.payloadType !== this.#payloadType) {
      this.#bad += 1;
      return;
    }
    const order = this.#order.seen(packet.source, packet.sequence);
    if (order === "old") return;
    const { payload, marker } = packet;
    if (order === "gap") this.#drop();
    if (this.#adrift && this.#begins(payload)) this.#adrift = false;
    if (!this.#adrift) this.#take(payload, marker);
    // What follows a marker is a new document, whatever became of this one.
    if (marker) this.#adrift = false;
  }

  #take(payload: Uint8Array, marker: boolean): void {
    if (this.#size + payload.length > longestDocument) {
      this.#drop();
    } else if (marker && this.#size === 0) {
      this.#finish(payload);
    } else {
      this.#parts.push(payload.slice());
      this.#size += payload.length;
      if (!marker) return;
      const whole = Buffer.concat(this.#parts, this.#size);
      this.#parts = [];
      this.#size = 0;
      this.#finish(whole);
    }
  }

  #drop(): void {
    this.#dropped += 1;
    this.#parts = [];
    this.#size = 0;
    this.#adrift = true;
  }

  #begins(payload: Uint8Array): boolean {
    // RFC 1952 section 2.3.1.
    if (this.#compressed) return payload[0] === 0x1f && payload[1] === 0x8b && payload[2] === 8;
    return documentStart.test(
      Buffer.from(payload.buffer, payload.byteOffset, Math.min(payload.length, 200)).toString(),
    );
  }

  #finish(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    let text: string;
    try {
      text = this.#decoder.decode(this.#compressed ? gunzipSync(bytes, { maxOutputLength: longestDocument }) : bytes);
    } catch {
      this.#dropped += 1;
      return;
    }
    this.#split(text);
  }

  /** Some cameras put several documents into one. */
  #split(text: string): void {
    let from = 0;
    for (const end of text.matchAll(documentEnd)) {
      const to = end.index + end[0].length;
      this.#emit(text.slice(from, to));
      from = to;
    }
    const rest = text.slice(from);
    // What has no end is told as well: whoever parses it counts it as broken.
    if (rest.trim() !== "") this.#emit(rest);
  }
}
