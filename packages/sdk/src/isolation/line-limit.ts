import type { Clock } from "../time/clock.ts";

/** So many lines in a row are let through, and again so many after each span. */
const most = 100;
const spanMs = 10_000;

/** Lets so many lines through in each span of time, and counts the others. It needs no timer. */
export class LineLimit {
  readonly #clock: Clock;
  #since = Number.NEGATIVE_INFINITY;
  #passed = 0;
  #missed = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `undefined` when the line is not let through; otherwise how many were not since the last that was. */
  pass(): number | undefined {
    const now = this.#clock.now();
    // A clock that was set back begins a new span too.
    if (now - this.#since >= spanMs || now < this.#since) {
      this.#since = now;
      this.#passed = 0;
    }
    if (this.#passed >= most) {
      this.#missed += 1;
      return undefined;
    }
    this.#passed += 1;
    return this.takeMissed();
  }

  /** How many were not let through since this was asked last. */
  takeMissed(): number {
    const missed = this.#missed;
    this.#missed = 0;
    return missed;
  }
}
