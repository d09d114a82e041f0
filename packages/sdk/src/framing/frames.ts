import { Observable, type OperatorFunction } from "rxjs";
import { checkWhole, refused } from "./limits.ts";

/** What a frame of bytes looks like. */
export interface FrameOptions {
  /** The bytes that each frame begins with; none where `length` tells a begin from noise. At most 16. */
  readonly start?: readonly number[];
  /** How many bytes, those of `start` included, tell the length of a frame. */
  readonly header: number;
  /**
   * Bytes of the whole frame, `start` and checksum included, or `undefined` where these bytes begin no frame. The
   * narrower it is, the sooner it reads again after noise. Must not throw.
   */
  readonly length: (header: Uint8Array) => number | undefined;
  /** Whether a whole frame is right: checksum, end. Must not throw. */
  readonly check?: (frame: Uint8Array) => boolean;
  /**
   * Whether these bytes, which are fewer than the length that they tell, may still become a frame; they may unless told.
   * It frees what is behind noise that looks like a begin before so many bytes have come. Must not throw.
   */
  readonly mayBecome?: (bytes: Uint8Array) => boolean;
  /** Bytes of the longest frame, 4096 unless told (at most 1048576). */
  readonly longest?: number;
  /** Hears of bytes that belong to no frame. Must not throw. */
  readonly onDropped?: (bytes: number) => void;
}

/**
 * Frames with a header that tells their length, and a check, out of bytes that come cut anywhere. After a byte that
 * fits no frame it looks for a frame from the next byte on, so nothing that is whole is lost behind noise. It keeps one
 * frame at most. An emitted frame is never written to again. Raises `framing-refused` for options that it cannot have.
 */
export function frames(options: FrameOptions): OperatorFunction<Uint8Array, Uint8Array> {
  const { start = [], header, longest = 4_096, onDropped } = options;
  if (start.length > 16 || start.some((byte) => !Number.isInteger(byte) || byte < 0 || byte > 255)) {
    throw refused(`\`start\` is ${JSON.stringify(start).slice(0, 80)}`, "Give at most 16 bytes.");
  }
  checkWhole("longest", longest, 1, 1_048_576);
  checkWhole("header", header, Math.max(1, start.length), longest);
  return (bytes$) =>
    new Observable((subscriber) => {
      let rest = new Uint8Array();
      return bytes$.subscribe({
        next(bytes) {
          const buffer = new Uint8Array(rest.length + bytes.length);
          buffer.set(rest);
          buffer.set(bytes, rest.length);
          const { found, from, dropped } = cut(buffer, options, longest);
          rest = buffer.slice(from);
          if (dropped > 0) onDropped?.(dropped);
          for (const frame of found) subscriber.next(frame);
        },
        error: (thrown: unknown) => {
          subscriber.error(thrown);
        },
        complete: () => {
          subscriber.complete();
        },
      });
    });
}

/** The frames in `buffer`, where what is not decided yet begins, and how many bytes belong to none. */
function cut(
  buffer: Uint8Array,
  { start = [], header, length, check, mayBecome }: FrameOptions,
  longest: number,
): { readonly found: readonly Uint8Array[]; readonly from: number; readonly dropped: number } {
  const found: Uint8Array[] = [];
  let from = 0;
  let dropped = 0;
  while (from < buffer.length) {
    const left = buffer.length - from;
    const begins = start.every((byte, index) => index >= left || buffer[from + index] === byte);
    if (begins && left < header) break;
    const size = begins ? length(buffer.subarray(from, from + header)) : undefined;
    if (size !== undefined && size >= header && size <= longest) {
      if (left < size) {
        if (mayBecome?.(buffer.subarray(from)) !== false) break;
      } else {
        const frame = buffer.slice(from, from + size);
        if (check?.(frame) !== false) {
          found.push(frame);
          from += size;
          continue;
        }
      }
    }
    from += 1;
    dropped += 1;
  }
  return { found, from, dropped };
}
