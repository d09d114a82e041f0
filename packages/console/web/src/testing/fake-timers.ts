import type { Timers } from "../client/timers.ts";

/** Timers whose time the test owns. */
export interface FakeTimers extends Timers {
  /** Time goes on by so many ms; what is due runs in its order. */
  pass(ms: number): void;
}

export function fakeTimers(): FakeTimers {
  let now = 0;
  let next = 0;
  const due = new Map<number, { at: number; readonly run: () => void; readonly every: number | undefined }>();
  const add = (ms: number, run: () => void, every?: number) => {
    const id = next++;
    due.set(id, { at: now + ms, run, every });
    return () => void due.delete(id);
  };
  return {
    now: () => now,
    after: (ms, run) => add(ms, run),
    every: (ms, run) => add(ms, run, ms),
    pass(ms) {
      const end = now + ms;
      for (;;) {
        const [first] = [...due].filter(([, { at }]) => at <= end).sort(([a, x], [b, y]) => x.at - y.at || a - b);
        if (first === undefined) break;
        const [id, entry] = first;
        now = Math.max(now, entry.at);
        if (entry.every === undefined) due.delete(id);
        else entry.at += entry.every;
        entry.run();
      }
      now = end;
    },
  };
}

/** Lets everything that only waits for answers go on. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}
