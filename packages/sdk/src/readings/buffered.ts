import type { Observable } from "rxjs";
import { AisleError } from "../errors/aisle-error.ts";

/** How a bounded buffer is kept. */
export interface BufferOptions<T> {
  /** How many values may wait, from 1. */
  readonly size: number;
  /** What goes when one more comes: the one that waits longest (unless told), or the one that comes. */
  readonly policy?: "drop-oldest" | "drop-newest";
  /** Hears of each value that is dropped, and how many were so far. Must not throw. */
  readonly onDrop?: (value: T, dropped: number) => void;
}

/** Values that wait for a consumer who takes its time. */
export interface Buffered<T> extends AsyncIterable<T> {
  /** How many values were dropped so far, over all loops. */
  readonly dropped: number;
}

/**
 * Puts a bounded buffer between a hot stream, such as `hub.readings$`, and a consumer that is slower at times:
 *
 * ```ts
 * const readings = buffered(hub.readings$, { size: 10_000, onDrop: () => drops.add(1) });
 * for await (const reading of readings) await database.insert(reading);
 * ```
 *
 * Each loop subscribes when it begins and leaves when it ends, however it ends; it ends with the stream, and throws
 * what the stream does. A reading that is dropped is seen as a gap in `seq`. Raises `buffer-refused` for a size that
 * is no positive whole number.
 */
export function buffered<T>(source: Observable<T>, options: BufferOptions<T>): Buffered<T> {
  const { size, policy = "drop-oldest", onDrop } = options;
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new AisleError("buffer-refused", `A buffer cannot hold ${size} values.`, {
      category: "usage",
      remedy: "Give a `size` of 1 or more.",
    });
  }
  let dropped = 0;
  const drop = (value: T): void => {
    dropped += 1;
    onDrop?.(value, dropped);
  };
  return {
    get dropped() {
      return dropped;
    },
    [Symbol.asyncIterator]: () => new BufferedLoop(source, size, policy === "drop-oldest", drop),
  };
}

/** One loop over a stream: a queue that is taken from the front. */
class BufferedLoop<T> implements AsyncIterator<T, undefined> {
  #waiting: T[] = [];
  /** How many at the front were taken already. */
  #taken = 0;
  #ended = false;
  #failure: { readonly thrown: unknown } | undefined;
  /** Whoever waits for the next value. */
  #sleepers: (() => void)[] = [];
  readonly #leave: () => void;

  constructor(source: Observable<T>, size: number, dropOldest: boolean, drop: (value: T) => void) {
    const subscription = source.subscribe({
      next: (value) => {
        if (this.#waiting.length - this.#taken < size) this.#waiting.push(value);
        else if (dropOldest) {
          drop(this.#shift());
          this.#waiting.push(value);
        } else drop(value);
        this.#wake();
      },
      error: (thrown: unknown) => {
        this.#failure = { thrown };
        this.#wake();
      },
      complete: () => {
        this.#ended = true;
        this.#wake();
      },
    });
    this.#leave = () => {
      subscription.unsubscribe();
    };
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    for (;;) {
      if (this.#taken < this.#waiting.length) return { done: false, value: this.#shift() };
      if (this.#failure !== undefined) {
        const { thrown } = this.#failure;
        this.#failure = undefined;
        this.#ended = true;
        throw thrown;
      }
      if (this.#ended) return { done: true, value: undefined };
      await new Promise<void>((resolve) => this.#sleepers.push(resolve));
    }
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#leave();
    this.#ended = true;
    this.#waiting = [];
    this.#taken = 0;
    this.#wake();
    return Promise.resolve({ done: true, value: undefined });
  }

  #wake(): void {
    const sleepers = this.#sleepers;
    this.#sleepers = [];
    for (const wake of sleepers) wake();
  }

  #shift(): T {
    const value = this.#waiting[this.#taken]!;
    this.#taken += 1;
    // Now and then, so that taking costs little and no more than twice the size is kept.
    if (this.#taken * 2 > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#taken);
      this.#taken = 0;
    }
    return value;
  }
}
