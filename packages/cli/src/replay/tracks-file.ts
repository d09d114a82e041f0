import type { Engine } from "@aisle/fusion";
import { type AtomicFile, createAtomicFile } from "../io/atomic-file.ts";

/** Milliseconds of event time from one place of a person to the next. */
const every = 200;
/** A gap that is longer is left out rather than filled (ms): the engine knows places of the last ten seconds only. */
const longestGap = 5_000;

/** Writes where people are, five times a second: one `{"t","id","x","y"}` a line, ms since the epoch and metres. */
export interface TracksFile extends Pick<AtomicFile, "commit" | "discard"> {
  /** Event time may have gone on. */
  advance(engine: Pick<Engine, "at" | "people">): void;
}

/** Starts a tracks file; `option` is named in errors. Errors as in `createAtomicFile`. */
export function createTracksFile(path: string, option: string): TracksFile {
  const file = createAtomicFile(path, option);
  let next = Number.NEGATIVE_INFINITY;
  return {
    advance(engine) {
      const { at } = engine;
      if (at < next || at === Number.NEGATIVE_INFINITY) return;
      if (at - next > longestGap) next = Math.ceil(at / every) * every;
      for (; next <= at; next += every) {
        for (const { id, x, y } of engine.people(next)) {
          file.write(`{"t":${next},"id":${id},"x":${x.toFixed(3)},"y":${y.toFixed(3)}}\n`);
        }
      }
    },
    commit: () => file.commit(),
    discard: file.discard,
  };
}
