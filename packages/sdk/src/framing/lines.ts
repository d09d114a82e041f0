import { Observable, type OperatorFunction } from "rxjs";
import type { CancelTimer, Clock } from "../time/clock.ts";
import { checkTime, checkWhole, refused } from "./limits.ts";
import { LineCutter } from "./line-cutter.ts";

/** How a stream of bytes is cut into lines. */
export interface LineOptions {
  /**
   * The texts that end a line, `["\r\n", "\n"]` unless told; 1 to 8 of 1 to 8 characters. Where one begins with
   * another, as `"\r\n"` and `"\r"` do, the shorter ends the line at once and the remainder of the longer is skipped.
   */
  readonly ends?: readonly string[];
  /** Characters of the longest line, 4096 unless told (at most 1048576); a longer one is thrown away to its end. */
  readonly longest?: number;
  /** With `clock`: a line that has not ended after so many ms without a byte is thrown away. */
  readonly idleGap?: number;
  readonly clock?: Clock;
  /** How bytes become characters, a label of the Encoding Standard; `utf-8` unless told. What is malformed is U+FFFD. */
  readonly encoding?: string;
  /** Hears of each line that was thrown away, with how many characters it had at least. Must not throw. */
  readonly onDropped?: (characters: number) => void;
}

/**
 * Lines, without their ends, of bytes that come cut anywhere: `transport.bytes$.pipe(lines())`. Noise costs memory for
 * one line at most, and the line after the next end is read again. What has no end when the stream ends is no line.
 * Raises `framing-refused` for options that it cannot have.
 */
export function lines(options: LineOptions = {}): OperatorFunction<Uint8Array, string> {
  const { ends = ["\r\n", "\n"], longest = 4_096, idleGap, clock, encoding = "utf-8", onDropped } = options;
  if (ends.length < 1 || ends.length > 8 || ends.some((end) => end.length < 1 || end.length > 8)) {
    throw refused(`\`ends\` is ${JSON.stringify(ends).slice(0, 80)}`, "Give 1 to 8 texts of 1 to 8 characters.");
  }
  checkWhole("longest", longest, 1, 1_048_576);
  if (idleGap !== undefined) checkTime("idleGap", idleGap);
  if (idleGap !== undefined && clock === undefined) throw refused("`idleGap` needs a clock", "Give `clock` too.");
  decoderOf(encoding);
  return (bytes$) =>
    new Observable((subscriber) => {
      const decoder = decoderOf(encoding);
      const cutter = new LineCutter(ends, longest, onDropped);
      let cancel: CancelTimer | undefined;
      subscriber.add(() => cancel?.());
      return bytes$.subscribe({
        next(bytes) {
          cancel?.();
          cancel = undefined;
          // Also when whoever listens feeds more meanwhile: each line is cut before it is given.
          for (const line of cutter.cut(decoder.decode(bytes, { stream: true }))) subscriber.next(line);
          if (idleGap === undefined || clock === undefined || cutter.isEmpty) return;
          cancel = clock.schedule(idleGap, () => {
            cutter.forget();
          });
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

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { ignoreBOM: true });
  } catch {
    const remedy = "Give a label of the Encoding Standard, such as utf-8, latin1 or shift_jis.";
    throw refused(`there is no encoding "${encoding.slice(0, 40)}"`, remedy);
  }
}
