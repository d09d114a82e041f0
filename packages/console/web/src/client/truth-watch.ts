import type { TruthOverlay } from "../../../src/wire/index.ts";
import type { Timers } from "./timers.ts";

export interface TruthWatchOptions {
  readonly get: () => Promise<TruthOverlay | undefined>;
  readonly timers: Timers;
  readonly onTruth: (truth: TruthOverlay) => void;
}

/** The judgement comes a moment after the end of the tape: asked for again after so long, ms, so many times at most. */
const again = 2_000;
const most = 60;

/** Gets what really happened when it begins, and once more when every line can be held against it. */
export interface TruthWatch {
  readonly begin: () => void;
  /** The tape is complete. May be said often. */
  readonly complete: () => void;
  readonly close: () => void;
}

export function createTruthWatch({ get, timers, onTruth }: TruthWatchOptions): TruthWatch {
  let cancel: (() => void) | undefined;
  let complete = false;
  let judged = false;
  // Whoever began anew, or closed, does not want the answer to an old question.
  let turn = 0;

  function ask(tries: number): void {
    cancel?.();
    const mine = ++turn;
    const next = () => {
      if (tries < most) cancel = timers.after(again, () => ask(tries + 1));
    };
    get().then(
      (truth) => {
        if (mine !== turn) return;
        if (truth !== undefined) onTruth(truth);
        judged = truth?.judged !== undefined;
        if (truth === undefined || (complete && !judged)) next();
      },
      () => {
        if (mine === turn) next();
      },
    );
  }

  return {
    begin() {
      complete = false;
      judged = false;
      ask(0);
    },
    complete() {
      if (complete || judged) return;
      complete = true;
      ask(0);
    },
    close() {
      turn++;
      cancel?.();
    },
  };
}
