import { ByteQueue } from "./byte-queue.ts";
import { header, type RtspMessage, readHead } from "./rtsp-message.ts";

/** Who hears of what came. */
export interface FramerListener {
  /** Whether a packet that begins with these two bytes may come on this channel; what may not is noise. */
  expects(channel: number, first: number, second: number): boolean;
  /** An interleaved packet. The bytes are valid during the call only. */
  packet(channel: number, bytes: Uint8Array): void;
  message(message: RtspMessage): void;
  /** A message with a body that is larger than may be: nothing after it can be trusted. */
  tooLarge(): void;
}

/** Start line and fields of a message, in bytes. */
const longestHead = 16_384;
const longestBody = 65_536;
/** An empty RTCP receiver report (RFC 3550 section 6.4.2). */
const shortestPacket = 8;

const dollar = 0x24;
const [cr, lf, tab, space] = [0x0d, 0x0a, 0x09, 0x20];
/** How messages begin: an answer, and the requests that RFC 2326 (section 10) and RFC 7826 let a server send. */
const starts = [
  "RTSP/",
  "OPTIONS ",
  "GET_PARAMETER ",
  "SET_PARAMETER ",
  "ANNOUNCE ",
  "REDIRECT ",
  "TEARDOWN ",
  "PLAY_NOTIFY ",
].map((start) => new TextEncoder().encode(start));

/**
 * Takes what comes over an RTSP connection apart into messages and interleaved packets (RFC 2326 section 10.12), however
 * it was cut. What is neither is skipped and counted, byte by byte, until something is again.
 */
export class RtspFramer {
  /** Bytes that were skipped. */
  noise = 0;
  readonly #listener: FramerListener;
  readonly #waiting = new ByteQueue();
  #stopped = false;

  constructor(listener: FramerListener) {
    this.#listener = listener;
  }

  push(chunk: Uint8Array): void {
    if (this.#waiting.length === 0) {
      const taken = this.#read(chunk);
      if (taken < chunk.length && !this.#stopped) this.#waiting.append(chunk.subarray(taken));
      return;
    }
    this.#waiting.append(chunk);
    this.#waiting.drop(this.#read(this.#waiting.view()));
  }

  /** Nothing is told any more, not even of what is being read. */
  stop(): void {
    this.#stopped = true;
  }

  /** Reads all that is whole and gives how many bytes that was. */
  #read(bytes: Uint8Array): number {
    let at = 0;
    while (at < bytes.length && !this.#stopped) {
      const size = bytes[at] === dollar ? this.#packet(bytes, at) : this.#message(bytes, at);
      if (size === 0) return at;
      if (size > 0) {
        at += size;
        continue;
      }
      if (bytes[at] !== cr && bytes[at] !== lf) this.noise += 1;
      at += 1;
    }
    return at;
  }

  /** Size of the packet that was told; 0 where the rest has yet to come, -1 where it is none. */
  #packet(bytes: Uint8Array, at: number): number {
    if (at + 6 > bytes.length) return 0;
    const channel = bytes[at + 1]!;
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    if (length < shortestPacket || !this.#listener.expects(channel, bytes[at + 4]!, bytes[at + 5]!)) return -1;
    const end = at + 4 + length;
    if (end > bytes.length) return 0;
    this.#listener.packet(channel, bytes.subarray(at + 4, end));
    return end - at;
  }

  /** The same for a message. */
  #message(bytes: Uint8Array, at: number): number {
    const begins = beginning(bytes, at);
    if (begins !== "whole") return begins === "cut" ? 0 : -1;
    const bodyAt = endOfHead(bytes, at);
    if (bodyAt <= 0) return bodyAt;
    const head = readHead(latin1(bytes.subarray(at, bodyAt)).trimEnd());
    if (head === undefined) return -1;
    const length = Number(header(head, "content-length") ?? 0);
    if (!Number.isInteger(length) || length < 0 || length > longestBody) {
      this.stop();
      this.#listener.tooLarge();
      return bodyAt - at;
    }
    if (bodyAt + length > bytes.length) return 0;
    this.#listener.message({ ...head, body: bytes.slice(bodyAt, bodyAt + length) });
    return bodyAt + length - at;
  }
}

function beginning(bytes: Uint8Array, at: number): "whole" | "cut" | "none" {
  for (const start of starts) {
    if (start[0] !== bytes[at]) continue;
    let same = 1;
    while (same < start.length && at + same < bytes.length && start[same] === bytes[at + same]) same += 1;
    if (same === start.length) return "whole";
    if (at + same === bytes.length) return "cut";
  }
  return "none";
}

/** Where the body begins; 0 where the head goes on, -1 where it is no text or too long. */
function endOfHead(bytes: Uint8Array, at: number): number {
  const end = Math.min(bytes.length, at + longestHead);
  for (let index = at; index < end; index += 1) {
    const byte = bytes[index]!;
    if (byte === lf) {
      if (bytes[index + 1] === lf) return index + 2;
      if (bytes[index + 1] === cr && bytes[index + 2] === lf) return index + 3;
    } else if (byte < space && byte !== cr && byte !== tab) return -1;
  }
  return end === at + longestHead ? -1 : 0;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}
