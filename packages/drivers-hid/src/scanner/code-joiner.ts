import type { CancelTimer, Clock } from "@aisle/sdk";
import type { CodePart } from "./read-part.ts";

/** No code is longer: the largest QR code holds 7,089 digits (ISO/IEC 18004). */
const longestCode = 8_192;
/** No code comes in more reports. */
const mostParts = 512;

/** A code that is whole. */
export type Code = Pick<CodePart, "aim" | "code" | "data">;

/** What a joiner needs. */
export interface JoinerContext {
  readonly clock: Clock;
  /** A code that goes on is not waited for any longer than this (ms). */
  readonly partTimeout: number;
  /** A code, or a part of it, was dropped, and why. */
  readonly dropped: (what: string) => void;
}

/**
 * Joins the reports of a code. A code that breaks off, by silence or by a report of another symbology, is dropped, for
 * half a code is none. Nothing in a report says that it is the first: so after silence the rest is dropped too where it
 * still comes within the same time again, rather than be taken for a code of its own.
 */
export class CodeJoiner {
  readonly #context: JoinerContext;
  #parts: CodePart[] = [];
  #bytes = 0;
  /** The part whose rest is dropped. */
  #lost: CodePart | undefined;
  #cancel: CancelTimer | undefined;

  constructor(context: JoinerContext) {
    this.#context = context;
  }

  /** The next report; gives the code that is whole with it. */
  next(part: CodePart): Code | undefined {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#lost !== undefined) {
      const lost = this.#lost;
      this.#lost = undefined;
      if (isSame(lost, part)) {
        this.#context.dropped("the rest of a code that had broken off");
        if (part.more) this.#drop(part);
        return undefined;
      }
    }
    const [first] = this.#parts;
    if (first !== undefined && !isSame(first, part)) {
      this.#context.dropped("a code that broke off, for one of another symbology followed");
      this.#forget();
    }
    this.#parts.push(part);
    this.#bytes += part.data.length;
    if (this.#bytes > longestCode || this.#parts.length > mostParts) {
      this.#context.dropped(`a code of over ${longestCode} bytes`);
      this.#forget();
      if (part.more) this.#drop(part);
      return undefined;
    }
    if (part.more) {
      this.#wait(() => {
        this.#context.dropped("a code that broke off, for nothing followed");
        this.#forget();
        this.#drop(part);
      });
      return undefined;
    }
    return this.#whole();
  }

  /** Lets go of what waits. */
  close(): void {
    this.#cancel?.();
    this.#forget();
  }

  #whole(): Code {
    const { aim, code } = this.#parts[0]!;
    const data = this.#parts.length === 1 ? this.#parts[0]!.data : concatenate(this.#parts, this.#bytes);
    this.#forget();
    return { ...(aim !== undefined && { aim }), ...(code !== undefined && { code }), data };
  }

  #drop(part: CodePart): void {
    this.#lost = part;
    this.#wait(() => {
      this.#lost = undefined;
    });
  }

  #wait(task: () => void): void {
    this.#cancel = this.#context.clock.schedule(this.#context.partTimeout, () => {
      this.#cancel = undefined;
      task();
    });
  }

  #forget(): void {
    this.#parts = [];
    this.#bytes = 0;
  }
}

function isSame(one: CodePart, other: CodePart): boolean {
  return one.aim === other.aim && one.code === other.code;
}

function concatenate(parts: readonly CodePart[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const { data } of parts) {
    whole.set(data, at);
    at += data.length;
  }
  return whole;
}
