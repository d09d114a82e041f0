/** Ends a timer that has not run yet; later calls do nothing. */
export type CancelTimer = () => void;

/** The only source of time in Aisle: milliseconds since the Unix epoch, and timers. */
export interface Clock {
  now(): number;
  /** Runs `task` once, `delayMs` from now (at once where it is not positive), never inside this call. */
  schedule(delayMs: number, task: () => void): CancelTimer;
}

/** The only source of chance in Aisle: a number in [0, 1). */
export type Random = () => number;
