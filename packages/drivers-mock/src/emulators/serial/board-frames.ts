import type { Clock } from "@aisle/sdk";

const stx = 0x02;
const etx = 0x03;
/** The most data in a frame. */
const mostData = 32;
/** STX, address, command, length; and BCC and ETX behind the data. */
const headLength = 4;
const tailLength = 2;
/** A frame whose bytes are further apart than this is broken off (ms). */
const staleMs = 100;

/** One frame of a turnstile board. */
export interface BoardFrame {
  readonly address: number;
  readonly command: number;
  readonly data: Uint8Array;
}

/** A frame as bytes: 0x02, address, command, length, data, BCC (XOR of address to last data byte), 0x03. */
export function encodeBoardFrame(address: number, command: number, data: readonly number[]): Uint8Array {
  const body = [address, command, data.length, ...data];
  return Uint8Array.of(stx, ...body, bcc(body), etx);
}

/** Finds the frames in bytes that come in any pieces, and passes over everything else. */
export interface BoardFrameReader {
  /** Bytes that belonged to no frame. */
  readonly dropped: number;
  read(bytes: Uint8Array): readonly BoardFrame[];
}

/** Makes a reader. It holds one unfinished frame at most. */
export function boardFrameReader(clock: Clock): BoardFrameReader {
  let rest: Uint8Array = new Uint8Array(0);
  let lastAt = 0;
  let dropped = 0;

  /** The frames in `all`, and what may become one; what is broken off may not. */
  const take = (all: Uint8Array, brokenOff: boolean): readonly BoardFrame[] => {
    const frames: BoardFrame[] = [];
    let at = 0;
    while (at < all.length) {
      const length = frameLength(all, at);
      if (length === undefined) {
        if (!brokenOff) break;
      } else if (length > 0) {
        frames.push({
          address: all[at + 1]!,
          command: all[at + 2]!,
          data: all.slice(at + headLength, at + length - tailLength),
        });
        at += length;
        continue;
      }
      at += 1;
      dropped += 1;
    }
    rest = all.slice(at);
    return frames;
  };

  return {
    get dropped() {
      return dropped;
    },
    read(bytes) {
      const late = rest.length > 0 && clock.now() - lastAt > staleMs ? take(rest, true) : [];
      lastAt = clock.now();
      return [...late, ...take(rest.length === 0 ? bytes : Buffer.concat([rest, bytes]), false)];
    },
  };
}

/** Length of the frame that begins at `at`; 0 where none does, nothing where it cannot be told yet. */
function frameLength(bytes: Uint8Array, at: number): number | undefined {
  if (bytes[at] !== stx) return 0;
  const size = bytes[at + 3];
  if (size === undefined) return undefined;
  if (size > mostData) return 0;
  const length = headLength + size + tailLength;
  if (bytes.length - at < length) return undefined;
  const end = at + length;
  return bytes[end - 1] === etx && bytes[end - 2] === bcc(bytes.subarray(at + 1, end - tailLength)) ? length : 0;
}

function bcc(bytes: Iterable<number>): number {
  let sum = 0;
  for (const byte of bytes) sum ^= byte;
  return sum;
}
