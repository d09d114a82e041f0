import type { CancelTimer, Clock } from "@aisle/sdk";

/** Hands things on one by one, in the order in which they came and never before they are due. Holds one timer at most. */
export interface Pipe<T> {
  /** How many wait. */
  readonly length: number;
  /** Puts something in; it comes out `delayMs` from now, or as soon as what is before it has. */
  put(item: T, delayMs: number): void;
  /** Takes out what waits, in order, and lets go of the timer. */
  drain(): readonly T[];
}

/** Makes a pipe. Each delivery is a step of the clock of its own, so that virtual time stays deterministic. */
export function createPipe<T>(clock: Clock, deliver: (item: T) => void): Pipe<T> {
  let waiting: { readonly item: T; readonly due: number }[] = [];
  let cancel: CancelTimer | undefined;

  const arm = (): void => {
    const first = waiting[0];
    if (first === undefined || cancel !== undefined) return;
    cancel = clock.schedule(first.due - clock.now(), () => {
      cancel = undefined;
      waiting.shift();
      // Before it is handed on: whoever takes it may put in more, or drain.
      arm();
      deliver(first.item);
    });
  };

  return {
    get length() {
      return waiting.length;
    },
    put(item, delayMs) {
      const last = waiting.at(-1);
      waiting.push({ item, due: Math.max(last?.due ?? 0, clock.now() + Math.max(0, delayMs)) });
      arm();
    },
    drain() {
      cancel?.();
      cancel = undefined;
      const items = waiting.map(({ item }) => item);
      waiting = [];
      return items;
    },
  };
}
