import type { ChildMessage } from "../protocol/messages.ts";

/** A reading that waits for its batch, or a message that waits for the readings before it. */
export type Waiting =
  | { readonly id: number; readonly emission: unknown; readonly bytes: number }
  | { readonly message: ChildMessage };

/** Readings in order, bounded by count and by the bytes of their buffers: the oldest make room, and are counted. */
export class WaitingReadings {
  readonly #most: number;
  readonly #mostBytes: number;
  #queue: Waiting[] = [];
  /** Where the queue begins: taking the first off an array would move all others. */
  #head = 0;
  #bytes = 0;
  #dropped = new Map<number, number>();

  constructor(most: number, mostBytes: number) {
    this.#most = most;
    this.#mostBytes = mostBytes;
  }

  get length(): number {
    return this.#queue.length - this.#head;
  }

  /** Gives what had to make room: readings are counted already, messages still have to be sent. */
  push(waiting: Waiting): readonly Waiting[] {
    this.#queue.push(waiting);
    if ("bytes" in waiting) this.#bytes += waiting.bytes;
    if (this.length <= this.#most && this.#bytes <= this.#mostBytes) return [];
    const out: Waiting[] = [];
    while (this.length > 1 && (this.length > this.#most || this.#bytes > this.#mostBytes)) {
      const first = this.#take();
      out.push(first);
      if ("id" in first) this.#dropped.set(first.id, (this.#dropped.get(first.id) ?? 0) + 1);
    }
    return out;
  }

  /** The first, if it is a message. */
  takeMessage(): ChildMessage | undefined {
    const first = this.#queue[this.#head];
    if (first === undefined || !("message" in first)) return undefined;
    this.#take();
    return first.message;
  }

  /** The first readings, up to a message, `most` of them or `mostBytes`; at least one where there is one. */
  takeBatch(most: number, mostBytes: number): { readonly ids: number[]; readonly emissions: unknown[] } {
    const ids: number[] = [];
    const emissions: unknown[] = [];
    let bytes = 0;
    for (;;) {
      const first = this.#queue[this.#head];
      if (first === undefined || !("id" in first) || ids.length >= most) break;
      bytes += first.bytes;
      if (ids.length > 0 && bytes > mostBytes) break;
      this.#take();
      ids.push(first.id);
      emissions.push(first.emission);
    }
    return { ids, emissions };
  }

  /** How many of each device were dropped since this was asked last. */
  takeDropped(): readonly (readonly [number, number])[] {
    if (this.#dropped.size === 0) return [];
    const dropped = [...this.#dropped];
    this.#dropped = new Map();
    return dropped;
  }

  /** Throws away what a device said. */
  forget(id: number): void {
    this.#dropped.delete(id);
    if (this.length === 0) return;
    this.#queue = this.#queue.slice(this.#head).filter((waiting) => !("id" in waiting) || waiting.id !== id);
    this.#head = 0;
    this.#bytes = this.#queue.reduce((bytes, waiting) => bytes + ("bytes" in waiting ? waiting.bytes : 0), 0);
  }

  #take(): Waiting {
    const first = this.#queue[this.#head]!;
    this.#head += 1;
    if ("bytes" in first) this.#bytes -= first.bytes;
    if (this.#head === this.#queue.length) {
      this.#queue = [];
      this.#head = 0;
    } else if (this.#head > 1_000 && this.#head * 2 > this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
    return first;
  }
}
