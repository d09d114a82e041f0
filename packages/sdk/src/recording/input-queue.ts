import type { Reading } from "../readings/reading.ts";
import { isReading, type RecordedEntry, type RecordedGap, type RecordedInput } from "./recorded-input.ts";

/** After a queue was full it takes in again once this share of it is free. */
const roomAgain = 0.25;

/**
 * What waits to be written, bounded by (roughly counted) bytes. What comes while it is full is dropped and counted;
 * the count goes into the queue as a gap before the next input. Readings are immutable, so they wait as they are.
 */
export class InputQueue {
  readonly #bound: number;
  #entries: RecordedEntry[] = [];
  /** Where the first one that waits stands. */
  #head = 0;
  #bytes = 0;
  #gap: { at: number; until: number; dropped: number; readonly byDevice: Map<string, number> } | undefined;
  #dropped = 0;

  constructor(bound: number) {
    this.#bound = bound;
  }

  get length(): number {
    return this.#entries.length - this.#head;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** How many inputs were dropped since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Gives whether it was taken. */
  add(input: RecordedInput): boolean {
    const bytes = sizeOf(input);
    const bound = this.#gap === undefined ? this.#bound : this.#bound * (1 - roomAgain);
    if (this.#bytes + bytes > bound && this.length > 0) {
      this.drop(input);
      return false;
    }
    this.closeGap();
    this.#entries.push(input);
    this.#bytes += bytes;
    return true;
  }

  /** Counts an input that will not be written. */
  drop(input: RecordedInput): void {
    const at = isReading(input) ? input.receivedAt : input.at;
    const gap = (this.#gap ??= { at, until: at, dropped: 0, byDevice: new Map<string, number>() });
    gap.until = at;
    gap.dropped += 1;
    this.#dropped += 1;
    if (input.kind === "clock") return;
    const device: string = input.device;
    gap.byDevice.set(device, (gap.byDevice.get(device) ?? 0) + 1);
  }

  /** Puts what was dropped into the queue as a gap, where there is any. */
  closeGap(): void {
    const gap = this.#gap;
    if (gap === undefined) return;
    this.#gap = undefined;
    const entry: RecordedGap = { kind: "recorder", type: "gap", ...gap, byDevice: Object.fromEntries(gap.byDevice) };
    this.#entries.push(entry);
    this.#bytes += sizeOf(entry);
  }

  /** The first ones that wait, at most so many; they stay until `done`. */
  peek(most: number): readonly RecordedEntry[] {
    return this.#entries.slice(this.#head, this.#head + most);
  }

  /** The first `count` are written. */
  done(count: number): void {
    for (let index = this.#head; index < this.#head + count; index++) this.#bytes -= sizeOf(this.#entries[index]!);
    this.#head += count;
    if (this.#head < 1024 && this.#head < this.#entries.length) return;
    this.#entries = this.#entries.slice(this.#head);
    this.#head = 0;
  }

  /** Nobody will write what waits: all of it is dropped. */
  abandon(): void {
    const waiting = this.peek(Number.POSITIVE_INFINITY);
    this.done(waiting.length);
    for (const entry of waiting) if (entry.kind !== "recorder") this.drop(entry);
  }
}

/** About how many bytes an entry holds; it only has to be the same each time. */
function sizeOf(entry: RecordedEntry): number {
  return 200 + (isReading(entry) ? sizeOfData(entry) : 0);
}

function sizeOfData({ data }: Reading): number {
  let bytes = 0;
  // A kind that a package has added may have any data.
  const values: readonly unknown[] = typeof (data as unknown) === "object" ? Object.values({ ...data }) : [data];
  for (const value of values) {
    if (ArrayBuffer.isView(value)) bytes += value.byteLength;
    else if (Array.isArray(value)) bytes += value.length * 300;
    else if (typeof value === "string") bytes += value.length * 2;
  }
  return bytes;
}
