import { Observable, type OperatorFunction } from "rxjs";
import type { CancelTimer, Clock } from "../time/clock.ts";
import { checkTime, checkWhole } from "./limits.ts";

/** How a stream of bytes is cut where it is silent. */
export interface IdleFrameOptions {
  /** A frame ends after so many ms without a byte. */
  readonly gap: number;
  readonly clock: Clock;
  /** Bytes of the longest frame, 4096 unless told (at most 1048576); a longer one is thrown away to the next silence. */
  readonly longest?: number;
  /** Hears of each frame that was thrown away, with how many bytes it had. Must not throw. */
  readonly onDropped?: (bytes: number) => void;
}

/**
 * Frames that have no end but a silence, as of a scanner that was set up without a suffix. What has come when the
 * stream ends is no frame. An emitted frame is never written to again. Raises `framing-refused` for options that it
 * cannot have.
 */
export function idleFrames(options: IdleFrameOptions): OperatorFunction<Uint8Array, Uint8Array> {
  const { gap, clock, longest = 4_096, onDropped } = options;
  checkTime("gap", gap);
  checkWhole("longest", longest, 1, 1_048_576);
  return (bytes$) =>
    new Observable((subscriber) => {
      let parts: Uint8Array[] = [];
      let length = 0;
      let cancel: CancelTimer | undefined;
      subscriber.add(() => cancel?.());
      const end = (): void => {
        const frame = length <= longest ? joined(parts, length) : undefined;
        const dropped = length;
        parts = [];
        length = 0;
        if (frame === undefined) onDropped?.(dropped);
        else subscriber.next(frame);
      };
      return bytes$.subscribe({
        next(bytes) {
          if (bytes.length === 0) return;
          cancel?.();
          length += bytes.length;
          if (length > longest) parts = [];
          else parts.push(bytes.slice());
          cancel = clock.schedule(gap, end);
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

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const frame = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    frame.set(part, at);
    at += part.length;
  }
  return frame;
}
