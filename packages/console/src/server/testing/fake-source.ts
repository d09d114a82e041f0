import { gzipSync } from "node:zlib";
import type { StoreEvent } from "@aisle/fusion";
import type { StoreModel } from "@aisle/sdk/store";
import type { ConsoleSource } from "../../console-source.ts";
import { emptyState, foldItem, type Mark, type WireItem } from "../../wire/index.ts";

/** A shop of one shelf. */
const model: StoreModel = {
  name: "corner shop",
  currency: "EUR",
  floor: [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
  ],
  zones: [],
  gates: [],
  cameras: [],
  ceilings: [],
  shelves: [],
  products: [],
  planogram: [],
};

/** A source that says what a test tells it to. */
export interface FakeSource extends ConsoleSource {
  say(...items: readonly WireItem[]): void;
  readonly listeners: Set<(item: WireItem) => void>;
  readonly marked: Mark[];
}

export function fakeSource(more: Partial<ConsoleSource> = {}): FakeSource {
  const listeners = new Set<(item: WireItem) => void>();
  const marked: Mark[] = [];
  let state = emptyState;
  return {
    mode: "live",
    name: "corner shop",
    model,
    now: () => state.t,
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    range: () => ({ from: 0, until: state.t, complete: false, chunkMs: 10_000, from0: 0 }),
    chunk: async (index) => (index === 0 ? gzipSync(JSON.stringify({ index, from: 0 })) : undefined),
    moment: async (t) =>
      t < 10_000 ? { index: 0, from: 0, until: 10_000, state: emptyState, items: [], provisional: true } : undefined,
    marks: () => marked,
    evidence: () => undefined,
    close: () => undefined,
    ...more,
    say: (...items) => {
      for (const item of items) {
        state = foldItem(state, item);
        for (const listener of listeners) listener(item);
      }
    },
    listeners,
    marked,
  };
}

/** A store event of about `size` characters. */
export function eventItem(id: number, size = 0): WireItem {
  const event: StoreEvent = { id, at: id, type: "reading.rejected", device: "g1", problem: "x".repeat(size) };
  return { k: "event", t: id, event };
}

export function frameItem(t: number): WireItem {
  return { k: "frame", t, frame: { t, people: [] } };
}

export function markAt(t: number): Mark {
  return { t, at: t, kind: "pick", text: `pick at ${t}` };
}
