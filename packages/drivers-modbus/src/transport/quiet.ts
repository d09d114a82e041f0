import type { CancelTimer, Clock } from "@aisle/sdk";

/** A line that never falls silent is used all the same after so many gaps: its requests then time out, but end. */
const mostRestarts = 100;

/** Waits until a line has been silent for one gap. */
export class Quiet {
  readonly #clock: Clock;
  readonly #gap: number;
  readonly #onQuiet: () => void;
  #cancel: CancelTimer | undefined;
  #restarts = 0;

  constructor(clock: Clock, gap: number, onQuiet: () => void) {
    this.#clock = clock;
    this.#gap = gap;
    this.#onQuiet = onQuiet;
  }

  get waiting(): boolean {
    return this.#cancel !== undefined;
  }

  /** A frame has ended, or was given up. */
  start(): void {
    this.#restarts = 0;
    this.#schedule();
  }

  /** Something is on the line: the gap begins again. */
  disturb(): void {
    if (this.#cancel === undefined || this.#restarts >= mostRestarts) return;
    this.#restarts += 1;
    this.#schedule();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #schedule(): void {
    this.stop();
    this.#cancel = this.#clock.schedule(this.#gap, () => {
      this.#cancel = undefined;
      this.#onQuiet();
    });
  }
}
