import type { Random } from "@aisle/sdk";

/** What a device sends at a time, and what must come out of it. */
export interface Exchange {
  /** One item, or several where packets or reports keep their bounds. */
  readonly frames: readonly Uint8Array[];
  /** Empty where what it means depends on what was before. */
  readonly says: readonly string[];
}

/** A parser at its place: bytes go in, and what it makes of them comes out. */
export interface Parser {
  /** The next right exchange. */
  next(random: Random): Exchange;
  /** Bytes have come. Whatever it throws is a failure. */
  push(bytes: Uint8Array): void;
  /** All of an exchange has come: lets happen what happens then, and opens what was closed anew. */
  settle?(): void | Promise<void>;
  /** As much time goes by as between two exchanges. */
  pause?(): void;
  /** The other side has connected anew: for wires where what a broken frame began is ended by nothing else. */
  renew?(): void | Promise<void>;
  /** What came out since. */
  take(): readonly string[];
  /** For protocols with a check: whether the check of something in the last bytes is right, and says that. */
  proves?(recent: Uint8Array, said: string): boolean;
  stop?(): void;
}

/** What is tried. */
export interface Target {
  readonly name: string;
  /** Bytes may be cut anywhere; otherwise each frame is pushed as it is. */
  readonly stream: boolean;
  /** What is changed: bytes, or only which frames come and in what order. */
  readonly changes: "bytes" | "order";
  /**
   * For frames over TCP that have a length and no check. TCP changes and loses nothing, so noise is a peer that is
   * broken: a length that it made up may swallow so many bytes, if it does not end the connection.
   */
  readonly swallows?: number;
  readonly open: () => Parser | Promise<Parser>;
}

/** Several things said, or one: comparable, also with what is not in JSON. */
function show(said: unknown): string {
  return JSON.stringify(said, (_, value: unknown) => {
    if (typeof value === "number" && !Number.isFinite(value)) return String(value);
    if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex");
    return value instanceof Map ? [...(value as Map<unknown, unknown>)] : value;
  });
}

/** Collects what is said, and makes it comparable when it is asked for. */
export function collector(): { readonly add: (said: unknown) => void; readonly take: () => readonly string[] } {
  let all: unknown[] = [];
  return {
    add: (said) => {
      all.push(said);
    },
    take: () => {
      if (all.length === 0) return [];
      const taken = all.map(show);
      all = [];
      return taken;
    },
  };
}

/** One of these, for the next exchange. */
export function oneOf<T>(all: readonly T[], random: Random): T {
  return all[Math.floor(random() * all.length)]!;
}

/** Exchanges with what a new parser makes of each. `silent`: how many of them, from the end, depend on what was before. */
export async function rehearsed(
  exchanges: readonly (readonly Uint8Array[])[],
  open: (exchanges: readonly Exchange[]) => Parser | Promise<Parser>,
  silent = 0,
): Promise<readonly Exchange[]> {
  const all: Exchange[] = [];
  for (const [index, frames] of exchanges.entries()) {
    const parser = await open([]);
    for (const frame of frames) parser.push(frame);
    await parser.settle?.();
    const says = parser.take();
    parser.stop?.();
    if (says.length === 0 && index < exchanges.length - silent)
      throw new TypeError(`nothing comes out of ${JSON.stringify(Buffer.concat(frames).toString("latin1"))}`);
    all.push({ frames, says: index < exchanges.length - silent ? says : [] });
  }
  return all;
}

export const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
