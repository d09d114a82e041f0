import { crc16 } from "./crc16.ts";
import type { ExpectedAnswer, FrameShape } from "./expected-answer.ts";

/**
 * Finds the one answer that is waited for in what comes over a line, wherever it begins. Whatever else comes - noise,
 * answers that are late, double or of another unit - is dropped and counted, so that a line is in step again with the
 * next answer. It never holds more than one unfinished frame (under 262 bytes) and never throws.
 */
export class AnswerScanner {
  /** Bytes that were dropped so far. */
  dropped = 0;
  /** A whole frame of the answer's beginning and length came since it was expected, but its CRC was wrong. */
  broken = false;
  #expected: ExpectedAnswer | undefined;
  #held: Uint8Array = new Uint8Array(0);

  /** From now on this is waited for, or nothing. What was held is dropped. */
  expect(expected: ExpectedAnswer | undefined): void {
    this.#drop(this.#held.length);
    this.#held = this.#held.subarray(this.#held.length);
    this.#expected = expected;
    this.broken = false;
  }

  /** Takes what has come, cut anywhere, and gives the answer when it is whole. Nothing is expected after that. */
  push(chunk: Uint8Array): Uint8Array | undefined {
    const expected = this.#expected;
    if (expected === undefined) {
      this.#drop(chunk.length);
      return undefined;
    }
    const bytes = this.#held.length === 0 ? chunk : joined(this.#held, chunk);
    /** Where the first frame begins that may still become the answer. */
    let hopeful = bytes.length;
    for (let at = 0; at < bytes.length; at += 1) {
      for (const shape of expected.shapes) {
        if (!begins(bytes, at, shape)) continue;
        const end = at + shape.length;
        if (end > bytes.length) hopeful = Math.min(hopeful, at);
        else if (!expected.crc || crcFits(bytes, at, end)) return this.#take(bytes, at, end);
        else if (shape === expected.shapes[0]) this.broken = true;
      }
    }
    this.#drop(hopeful);
    // A copy: the chunk's buffer belongs to whoever sent it.
    this.#held = bytes.slice(hopeful);
    return undefined;
  }

  #take(bytes: Uint8Array, at: number, end: number): Uint8Array {
    this.#drop(at + bytes.length - end);
    this.#held = new Uint8Array(0);
    this.#expected = undefined;
    return bytes.slice(at, end);
  }

  #drop(count: number): void {
    this.dropped += count;
  }
}

/** Whether what is there of a frame at `at` is how the shape begins. */
function begins(bytes: Uint8Array, at: number, { prefix }: FrameShape): boolean {
  const there = Math.min(prefix.length, bytes.length - at);
  for (let index = 0; index < there; index += 1) if (bytes[at + index] !== prefix[index]) return false;
  return true;
}

function crcFits(bytes: Uint8Array, at: number, end: number): boolean {
  const crc = crc16(bytes, at, end - 2);
  return bytes[end - 2] === (crc & 0xff) && bytes[end - 1] === crc >>> 8;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
