import type { Complaints } from "./complaints.ts";

/** Polls that are judged together. */
const span = 100;

/**
 * Counts the polls that were left out, and complains when every other one was because the one before was not done: the
 * bus cannot do what the settings ask of it. Ticks that never came are no fault of the bus: the process stood still, or
 * the host's clock was set.
 */
export class Pace {
  /** Polls left out since the device was opened. */
  skipped = 0;
  readonly #rate: number;
  readonly #complaints: Complaints;
  #ticks = 0;
  #skippedOfSpan = 0;

  /** `rate`: polls a second that the settings ask for. */
  constructor(rate: number, complaints: Complaints) {
    this.#rate = rate;
    this.#complaints = complaints;
  }

  /** A tick has come, after `missed` others that did not, and a poll begins with it or does not. */
  tick(missed: number, polled: boolean): void {
    const left = polled ? 0 : 1;
    this.skipped += missed + left;
    this.#skippedOfSpan += left;
    this.#ticks += 1;
    if (this.#ticks < span) return;
    const share = this.#skippedOfSpan / this.#ticks;
    const slow = share > 0.5;
    this.#ticks = 0;
    this.#skippedOfSpan = 0;
    this.#complaints.set(
      "pace",
      slow
        ? {
            code: "timeout",
            message: `The bus is too slow for ${this.#rate} polls a second; more than every other one was left out.`,
            remedy: "Lower `rate`, raise the baud rate, or put fewer units on the bus.",
          }
        : undefined,
    );
  }
}
