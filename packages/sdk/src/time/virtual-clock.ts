import { AisleError } from "../errors/aisle-error.ts";
import type { CancelTimer, Clock } from "./clock.ts";
import { TimerHeap } from "./timer-heap.ts";

/**
 * Time that moves only when it is told to: for tests and for playback.
 * Timers run in order of their due time, then of scheduling; while one runs the clock reads its due time.
 */
export class VirtualClock implements Clock {
  readonly #timers = new TimerHeap();
  #now: number;
  /** Due time of the earliest timer, so that moving on costs one comparison when nothing is due. */
  #next = Number.POSITIVE_INFINITY;

  /** `startMs`: milliseconds since the epoch. */
  constructor(startMs = 0) {
    if (!Number.isFinite(startMs)) {
      throw new AisleError(
        "clock-refused",
        `A virtual clock cannot start at ${startMs}: expected milliseconds since the epoch.`,
        {
          category: "usage",
        },
      );
    }
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  schedule(delayMs: number, task: () => void): CancelTimer {
    const timer = this.#timers.add(this.#now + (delayMs > 0 ? delayMs : 0), task);
    this.#next = this.#timers.nextDue();
    return () => {
      if (this.#timers.remove(timer)) this.#next = this.#timers.nextDue();
    };
  }

  /** When the earliest timer is due, or `undefined` when there is none. */
  nextTimerAt(): number | undefined {
    return this.#next === Number.POSITIVE_INFINITY ? undefined : this.#next;
  }

  /**
   * Moves the clock to `t` (ms since the epoch) and runs every timer due until then, those they schedule included.
   * Returns how many ran. An error of a timer's task passes through; the clock then stands at that timer's time.
   * Raises `clock-refused` when `t` lies before now.
   */
  advanceTo(t: number): number {
    if (this.#next > t && t >= this.#now) {
      this.#now = t;
      return 0;
    }
    if (!(t >= this.#now)) {
      throw new AisleError(
        "clock-refused",
        `The clock stands at ${this.#now} and cannot go to ${t}: time only goes forward.`,
        {
          category: "usage",
          remedy: "Advance to a time that is not before clock.now().",
        },
      );
    }
    let ran = 0;
    while (this.#next <= t) {
      const timer = this.#timers.takeFirst();
      this.#next = this.#timers.nextDue();
      // A task may have moved the clock itself; time still never goes back.
      if (timer.due > this.#now) this.#now = timer.due;
      ran += 1;
      timer.task();
    }
    if (t > this.#now) this.#now = t;
    return ran;
  }

  /** Lets promise chains that are ready run out, without moving the clock. */
  settle(): Promise<void> {
    // One macrotask: every microtask, and every one those queue, runs before it.
    return new Promise((resolve) => {
      setImmediate(resolve);
    });
  }

  /** Goes to `t` timer by timer and settles after each moment, so that asynchronous work happens at its own time. */
  async run(t: number): Promise<void> {
    await this.settle();
    while (this.#next <= t) {
      this.advanceTo(this.#next > this.#now ? this.#next : this.#now);
      await this.settle();
    }
    this.advanceTo(t);
    await this.settle();
  }
}
