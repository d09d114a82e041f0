import type { CliIo } from "../io/io.ts";
import { timeOfDay } from "../views/index.ts";

/** Milliseconds between two updates of the progress line. */
const interval = 250;

/** How far a replay is, on one line of a terminal that is rewritten. Silent where stderr is none. */
export interface Progress {
  /** `at` is store time in milliseconds since the epoch. */
  readonly show: (at: number, readings: number) => void;
  /** Takes the line away so that something else can be printed. */
  clear(): void;
}

export function createProgress(io: CliIo, startsAt: number, quiet: boolean): Progress {
  const startedAt = io.clock.now();
  let shownAt = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    show(at, readings) {
      const now = io.clock.now();
      if (quiet || !io.stderr.isTTY || now - shownAt < interval || !io.stderr.keepsUp) return;
      shownAt = now;
      shown = true;
      io.stderr.write(`\r\u001b[K${progressText(at, readings, at - startsAt, now - startedAt)}`);
    },
    clear() {
      if (shown) io.stderr.write("\r\u001b[K");
      shown = false;
    },
  };
}

/** `12:00:31 store time, 144000 readings, 52 × real time`. */
function progressText(at: number, readings: number, storeMs: number, realMs: number): string {
  return `${timeOfDay(at)} store time, ${readings} readings, ${timesWords(timesRealTime(storeMs, realMs))}`;
}

/** How many times faster than life. */
export function timesRealTime(storeMs: number, realMs: number): number {
  return storeMs / Math.max(1, realMs);
}

/** To a whole number from 10 on, with one digit below. */
export function timesWords(times: number): string {
  return `${times >= 10 ? times.toFixed(0) : times.toFixed(1)} × real time`;
}
