import type { ConsoleSource } from "../../console-source.ts";
import type { Mark, WireItem } from "../../wire/index.ts";

/** Marks in one message at the start of a stream. */
const marksAtOnce = 500;

/** What a client gets before it follows: everything as it is now, then every mark, a message at a time. */
export interface Opening {
  /** JSON of the next message's items, and whether it is the last; `undefined` after that. */
  next(): { readonly items: readonly string[]; readonly last: boolean } | undefined;
}

/** The state is that of this very moment. `lost`: so many items could not be kept for the client; 0 for a new one. */
export function openingOf(source: ConsoleSource, lost: number): Opening {
  const t = source.now();
  const range = source.range();
  // The source goes on writing its list while a slow client reads this one.
  const marks = source.marks().slice();
  const first: readonly WireItem[] = [
    ...(lost > 0 ? [{ k: "lost", t, items: lost } as const] : []),
    { k: "state", t, state: source.state() },
  ];
  let pending: readonly string[] | undefined = first.map((item) => JSON.stringify(item));
  let at = 0;
  const tape = (piece: readonly Mark[]): WireItem => ({ k: "tape", t, range, marks: piece });
  return {
    next: () => {
      if (pending !== undefined) {
        const items = pending;
        pending = undefined;
        return { items, last: false };
      }
      if (at > marks.length || (at === marks.length && at > 0)) return undefined;
      const piece = marks.slice(at, at + marksAtOnce);
      at = Math.max(at + piece.length, 1);
      return { items: [JSON.stringify(tape(piece))], last: at >= marks.length };
    },
  };
}
