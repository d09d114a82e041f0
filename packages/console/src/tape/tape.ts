import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { AisleError } from "@aisle/sdk";
import { emptyState, type StoreState, type TapeRange, type WireItem } from "../wire/index.ts";
import { OpenChunk } from "./open-chunk.ts";

/** A little worse than zlib's usual level, and twice as fast. */
const level = 4;
const zipped = promisify(gzip);
/** Time that goes back by more than this (ms), or on by more chunks at once, is a clock that was set: the tape begins anew. */
const mostBack = 10_000;
const mostChunksAhead = 10_000;
/** What a chunk costs beside its bytes. */
const overhead = 256;

export interface TapeOptions {
  /** Store time at which it begins, ms since the epoch. */
  readonly from: number;
  /** When the recording ends, where that is known. */
  readonly end?: number;
  /** Length of a chunk, ms; 10,000 unless told. */
  readonly chunkMs?: number;
  /** Bytes of all chunks, compressed, after which the oldest are dropped; 256 MiB unless told. The newest is always kept. */
  readonly maxBytes?: number;
  /** What was said before the tape began; nothing unless told. */
  readonly state?: StoreState;
}

/** All that was said, cut in chunks of equal length that are compressed as they are filled. */
export interface Tape {
  /** Puts an item on. Frames, events, device statuses and notes are kept; others pass by. */
  add(item: WireItem): void;
  /** Store time has come to `t`, whether or not something was said. */
  advance(t: number): void;
  range(): TapeRange;
  /** JSON of a `Chunk` in UTF-8, gzipped; `undefined` where there is none. The newest one is made of what there is. */
  chunk(index: number): Promise<Uint8Array | undefined>;
  /** Nothing more comes: the recording ends at `t`. */
  finish(t: number): void;
  /** Which chunk holds a moment, whether it is there or not. */
  indexOf(t: number): number;
  /** Resolves when nothing is being compressed: whoever reads faster than real time waits for this now and then. */
  settled(): Promise<void>;
}

/** A chunk that is full: its bytes or the promise of them; of one in which nothing was said, what they are made of. */
interface Full {
  size: number;
  bytes: Uint8Array | Promise<Uint8Array> | OpenChunk;
}

/** Begins a tape. Raises `console-options-invalid` for lengths and bounds that are no positive numbers. */
export function createTape(options: TapeOptions): Tape {
  const { from, end, chunkMs = 10_000, maxBytes = 256 * 1024 * 1024, state = emptyState } = options;
  if (!Number.isFinite(from) || !(chunkMs > 0) || !(maxBytes > 0)) {
    throw new AisleError(
      "console-options-invalid",
      `A tape cannot begin at ${from} with chunks of ${chunkMs} ms and ${maxBytes} bytes.`,
      { category: "usage", remedy: "Give `from` in ms since the epoch, and `chunkMs` and `maxBytes` above 0." },
    );
  }
  let from0 = from;
  let complete = false;
  let until = from;
  let open = new OpenChunk(0, from, state);
  let newest: { readonly until: number; readonly length: number; readonly bytes: Promise<Uint8Array> } | undefined;
  /** From `first` on, without a gap up to the open one. */
  const full = new Map<number, Full>();
  let first = 0;
  let size = 0;
  const working = new Set<Promise<unknown>>();

  const compress = (json: Buffer): Promise<Uint8Array> => {
    const bytes = zipped(json, { level });
    working.add(bytes);
    const done = (): void => void working.delete(bytes);
    bytes.then(done, done);
    return bytes;
  };

  const drop = (): void => {
    while (size > maxBytes && first < open.index) {
      size -= full.get(first)?.size ?? 0;
      full.delete(first);
      first += 1;
    }
  };

  const close = (): void => {
    open.until = open.from + chunkMs;
    const { index } = open;
    // Until it is compressed it counts as what is likely to be left of it. A machine that slept all night has thousands
    // of quiet ones: those are made when somebody asks.
    const bytes = open.length === 0 ? open : compress(open.toJson());
    const chunk: Full = { size: overhead + Math.ceil(open.length / 4), bytes };
    full.set(index, chunk);
    size += chunk.size;
    if (!(bytes instanceof OpenChunk)) measure(index, chunk, bytes);
    open = new OpenChunk(index + 1, open.from + chunkMs, open.state);
    drop();
  };

  const measure = (index: number, chunk: Full, bytes: Promise<Uint8Array>): void => {
    bytes.then(
      (bytes) => {
        chunk.bytes = bytes;
        if (full.get(index) !== chunk) return;
        size += overhead + bytes.length - chunk.size;
        chunk.size = overhead + bytes.length;
        drop();
      },
      () => {
        // Whoever asks for it hears of it.
      },
    );
  };

  const beginAnew = (t: number): void => {
    full.clear();
    size = 0;
    first = 0;
    from0 = t;
    until = t;
    open = new OpenChunk(0, t, open.state);
    newest = undefined;
  };

  const advance = (t: number): void => {
    if (complete || !Number.isFinite(t)) return;
    if (t < until - mostBack || t > open.from + mostChunksAhead * chunkMs) beginAnew(t);
    while (t >= open.from + chunkMs) close();
    until = Math.max(until, t);
    open.until = Math.max(open.until, t);
  };

  return {
    add(item) {
      if (complete || (item.k !== "frame" && item.k !== "event" && item.k !== "device" && item.k !== "note")) return;
      advance(item.t);
      open.add(item);
    },
    advance,
    range: () => ({
      from: from0 + first * chunkMs,
      until,
      ...(end !== undefined && { end }),
      complete,
      chunkMs,
      from0,
    }),
    async chunk(index) {
      if (index !== open.index) {
        const bytes = full.get(index)?.bytes;
        return bytes instanceof OpenChunk ? compress(bytes.toJson()) : bytes;
      }
      const { until, length } = open;
      if (newest?.until !== until || newest.length !== length)
        newest = { until, length, bytes: compress(open.toJson()) };
      return newest.bytes;
    },
    finish(t) {
      advance(t);
      complete = true;
    },
    indexOf: (t) => Math.floor((t - from0) / chunkMs),
    async settled() {
      while (working.size > 0) await Promise.allSettled(working);
    },
  };
}
