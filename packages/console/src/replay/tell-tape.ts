import type { Clock } from "@aisle/sdk";
import type { Mark, TapeItem, TapeRange, WireItem } from "../wire/index.ts";

/** Real milliseconds from one word on how far the reading is to the next. */
const every = 250;

/** Tells listeners how far the tape goes and what is new on it, until it is complete. */
export interface TapeTeller {
  subscribe(listener: (item: WireItem) => void): () => void;
  /** The last word: the tape is complete. */
  finish(): void;
  close(): void;
}

/** `clock`: real time. */
export function createTapeTeller(
  clock: Clock,
  range: () => TapeRange,
  marks: () => readonly Mark[],
  onThrow: (thrown: unknown) => void,
): TapeTeller {
  const listeners = new Set<(item: WireItem) => void>();
  let told: Mark | undefined;
  const tell = (): void => {
    const all = marks();
    const item: TapeItem = {
      k: "tape",
      t: range().until,
      range: range(),
      marks: told === undefined ? all : all.slice(all.lastIndexOf(told) + 1),
    };
    told = all.at(-1) ?? told;
    for (const listener of listeners) {
      try {
        listener(item);
      } catch (thrown) {
        onThrow(thrown);
      }
    }
  };
  let cancel = clock.schedule(every, function again() {
    tell();
    cancel = clock.schedule(every, again);
  });
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    finish() {
      cancel();
      tell();
    },
    close() {
      cancel();
      listeners.clear();
    },
  };
}
