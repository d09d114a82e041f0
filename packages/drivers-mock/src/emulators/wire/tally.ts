import type { SaidByKind, SaidCount } from "./audience.ts";

/** Counts what a polled device shows: it is heard once, when somebody reads it first, and unheard until then. */
export interface Tally {
  readonly said: SaidByKind;
  /** Something is shown; what it gives is to be called when somebody reads it, and only the first call counts. */
  show(kind: string): () => void;
}

/** Makes a tally that stands at nothing. */
export function createTally(): Tally {
  const said = new Map<string, SaidCount>();
  return {
    said,
    show(kind) {
      const count = said.get(kind) ?? { said: 0, heard: 0, unheard: 0 };
      said.set(kind, count);
      count.said += 1;
      count.unheard += 1;
      let read = false;
      return () => {
        if (read) return;
        count.heard += 1;
        count.unheard -= 1;
        read = true;
      };
    },
  };
}
