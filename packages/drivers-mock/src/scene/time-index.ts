import { ArrivalOrder } from "./arrival-order.ts";
import { isFault } from "./parse-line.ts";
import type { LineFault } from "./scene-issue.ts";
import type { SceneReading } from "./scene-reading.ts";

const newline = 0x0a;
const hour = 3_600_000;
/** One line in so many bytes is looked at. */
const spacing = 64 * 1024;
/** A longer line is not looked at. */
const longestSample = 1024 * 1024;

/** A line of which it is known where it begins and when it arrived. */
export interface IndexEntry {
  readonly offset: number;
  /** As the readings of a whole pass have it: it never goes back. */
  readonly at: number;
  /** What a pass has added to the recorder's times by then: other than 0 after its clock was set back. */
  readonly shift: number;
}

/**
 * Where the lines of a time begin: one line in 64 KiB is read, by the rules of time of a whole pass (`ArrivalOrder`).
 * After the recorder's clock was set, times of the index may be off by as much as lies between two samples.
 */
export class TimeIndex {
  readonly #parse: (text: string) => SceneReading | LineFault;
  readonly #order: ArrivalOrder;
  readonly #entries: IndexEntry[] = [];
  /** What the recorder said of each sample that waits to be confirmed, by its offset. */
  readonly #raw = new Map<number, number>();
  #length = 0;
  /** Where the line that is being gathered begins, and its pieces; none while one is looked for. */
  #sample: { readonly offset: number; readonly parts: Uint8Array[]; length: number } | undefined;
  #nextSample = 0;

  constructor(parse: (text: string) => SceneReading | LineFault, opensAt: number | undefined) {
    this.#parse = parse;
    const release = ({ receivedAt }: SceneReading, offset: number): void => {
      const shift = receivedAt - (this.#raw.get(offset) ?? receivedAt);
      // Anything smaller is a late line that was held to the time of the line before.
      this.#entries.push({ offset, at: receivedAt, shift: Math.abs(shift) > hour ? shift : 0 });
      for (const sampled of this.#raw.keys()) if (sampled <= offset) this.#raw.delete(sampled);
    };
    this.#order = new ArrivalOrder(opensAt, release, () => undefined);
  }

  /** The next bytes of the file. */
  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#sample === undefined) {
        const begin = this.#lineAfter(bytes, at);
        if (begin === undefined) break;
        this.#sample = { offset: this.#length + begin, parts: [], length: 0 };
        at = begin;
      }
      const end = bytes.indexOf(newline, at);
      this.#gather(bytes.subarray(at, end === -1 ? bytes.length : end), end !== -1);
      at = end === -1 ? bytes.length : end;
    }
    this.#length += bytes.length;
  }

  /** The last line that is known to begin at or before `t`, or `undefined` where there is none. */
  before(t: number): IndexEntry | undefined {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle]?.at ?? t) < t) low = middle + 1;
      else high = middle;
    }
    return this.#entries[low - 1];
  }

  /** The last line that was looked at. */
  last(): IndexEntry | undefined {
    return this.#entries.at(-1);
  }

  /** Where in `bytes` the first line begins that is due to be looked at. */
  #lineAfter(bytes: Uint8Array, at: number): number | undefined {
    if (this.#nextSample === 0) return 0;
    const from = Math.max(at, this.#nextSample - this.#length);
    const end = from < bytes.length ? bytes.indexOf(newline, from) : -1;
    return end === -1 || end + 1 >= bytes.length ? undefined : end + 1;
  }

  #gather(part: Uint8Array, whole: boolean): void {
    const sample = this.#sample;
    if (sample === undefined) return;
    sample.parts.push(part);
    sample.length += part.length;
    if (!whole && sample.length <= longestSample) return;
    this.#sample = undefined;
    this.#nextSample = sample.offset + Math.max(spacing, sample.length);
    if (!whole) return;
    const parsed = this.#parse(Buffer.concat(sample.parts, sample.length).toString("utf8"));
    if (isFault(parsed)) return;
    this.#raw.set(sample.offset, parsed.receivedAt);
    this.#order.push(parsed, sample.offset);
  }
}
