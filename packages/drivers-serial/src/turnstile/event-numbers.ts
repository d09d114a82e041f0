/** More events than this were not lost but numbered anew, as after the board was switched off. */
const mostLost = 1_000;

/** Follows the numbers of a board's events, which wrap around at 2¹⁶, and tells how many did not arrive. */
export class EventNumbers {
  #last: number | undefined;

  /** An event came. Gives how many between it and the one before were lost. */
  came(number: number): number {
    return Math.max(this.#step(number) - 1, 0);
  }

  /** The board says which was its last event. Gives how many of them were lost. */
  last(number: number): number {
    const step = this.#last === undefined ? 0 : (number - this.#last) & 0xffff;
    // Events that came after the board said so are later than what it said.
    if (this.#last !== undefined && step > mostLost) return 0;
    return this.#step(number);
  }

  #step(number: number): number {
    const step = this.#last === undefined ? 1 : (number - this.#last) & 0xffff;
    const first = this.#last === undefined;
    this.#last = number;
    return first || step > mostLost ? 0 : step;
  }
}
