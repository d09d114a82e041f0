import { type Chunk, foldItem, type StoreState, type WireItem } from "../wire/index.ts";

/** Frames that would make one chunk longer than this are left out, bytes of JSON; the other items stay. */
const mostBytes = 48 * 1024 * 1024;

/** A chunk that is being filled. Items are kept as the bytes of their JSON, so that closing it is only copying. */
export class OpenChunk {
  readonly index: number;
  readonly from: number;
  readonly startState: StoreState;
  /** The state after all that is in it. */
  state: StoreState;
  /** Store time up to which it is filled. */
  until: number;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(index: number, from: number, state: StoreState) {
    this.index = index;
    this.from = from;
    this.until = from;
    this.startState = state;
    this.state = state;
  }

  /** Bytes of JSON that it holds. */
  get length(): number {
    return this.#length;
  }

  add(item: WireItem): void {
    this.state = foldItem(this.state, item);
    if (item.k === "frame" && this.#length > mostBytes) return;
    const part = Buffer.from(`${this.#parts.length === 0 ? "" : ","}${JSON.stringify(item)}`);
    this.#parts.push(part);
    this.#length += part.length;
  }

  /** The whole chunk as JSON in UTF-8. */
  toJson(): Buffer {
    const { index, from, until, startState: state } = this;
    const head = JSON.stringify({ index, from, until, state } satisfies Omit<Chunk, "items">);
    return Buffer.concat([Buffer.from(`${head.slice(0, -1)},"items":[`), ...this.#parts, Buffer.from("]}")]);
  }
}
