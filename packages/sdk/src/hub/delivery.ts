import type { Reading } from "../readings/reading.ts";
import type { FanOut } from "./fan-out.ts";

/** More than this many readings and statuses that subscribers cause while they are being called: a loop. */
const mostWaiting = 10_000;

/**
 * Hands out readings and statuses one after the other: what a subscriber causes while it is being called waits until
 * everyone has heard of the present one, so all see the same order.
 */
export class Delivery {
  readonly #all: FanOut<Reading>;
  readonly #onDrop: () => void;
  #busy = false;
  #waiting: (() => void)[] = [];

  constructor(all: FanOut<Reading>, onDrop: () => void) {
    this.#all = all;
    this.#onDrop = onDrop;
  }

  /** To the device's own subscribers, then to the hub's. Whether it was taken; otherwise it is dropped. */
  reading(own: FanOut<Reading>, reading: Reading): boolean {
    if (this.#busy) {
      return this.#wait(() => {
        own.emit(reading);
        this.#all.emit(reading);
      });
    }
    this.#busy = true;
    own.emit(reading);
    this.#all.emit(reading);
    this.#busy = false;
    if (this.#waiting.length > 0) this.#drain();
    return true;
  }

  /** Anything else, in the same order. */
  run(task: () => void): void {
    if (this.#busy) {
      this.#wait(task);
      return;
    }
    this.#busy = true;
    task();
    this.#busy = false;
    if (this.#waiting.length > 0) this.#drain();
  }

  #wait(task: () => void): boolean {
    if (this.#waiting.length < mostWaiting) {
      this.#waiting.push(task);
      return true;
    }
    this.#onDrop();
    return false;
  }

  #drain(): void {
    this.#busy = true;
    // The list grows while it is walked; it is emptied only once nobody causes more.
    for (const task of this.#waiting) task();
    this.#waiting = [];
    this.#busy = false;
  }
}
