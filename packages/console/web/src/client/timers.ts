/** The time that the page runs by: ms from any start, as `performance.now()`. Handed in, so that tests own it. */
export interface Timers {
  readonly now: () => number;
  /** Both give a function that ends it. */
  readonly every: (ms: number, run: () => void) => () => void;
  readonly after: (ms: number, run: () => void) => () => void;
}

/** The browser's own. */
export const browserTimers: Timers = {
  now: () => performance.now(),
  every(ms, run) {
    const id = setInterval(run, ms);
    return () => clearInterval(id);
  },
  after(ms, run) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};
