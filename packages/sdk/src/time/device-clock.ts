/** A device's clock this far off its readings' arrival, and more, is wrong rather than late (ms). */
const stepMs = 1_000;
/** No reading is this late: it is the clock, from the first one on (ms). */
const latestMs = 60_000;
/** Two readings this much alike in what they are off belong to the same step (ms). */
const alikeMs = 500;
/** A step has to last this long on arrival: a backlog handed over at once is late, not wrong (ms). */
const persistMs = 1_000;
/** So many readings in a row have to agree where each of them may also be late; where none can be, two. */
const enoughLate = 5;

/**
 * Puts the event times of one device on the store's clock.
 *
 * What is off by less than a second is left alone: it is latency, and fusion learns it. A larger difference that stays
 * the same over several readings and a second of arrivals is a clock that stands wrong; from then on it is taken off, least latency counting.
 * Until then a time in the future, or over a minute in the past, is replaced by the arrival, and any other is left as it
 * is, for it may just be late.
 */
export class DeviceClock {
  /** Milliseconds that are added to the device's times now. */
  offset = 0;
  #off = Number.NaN;
  #since = 0;
  #count = 0;

  /** The store's time for a reading that says `at` and came at `receivedAt`, all in ms since the epoch. */
  correct(at: number, receivedAt: number): number {
    const corrected = at + this.offset;
    const off = corrected - receivedAt;
    if (off <= stepMs && off >= -stepMs) {
      this.#off = Number.NaN;
      return corrected;
    }
    return this.#step(at, off, receivedAt);
  }

  #step(at: number, off: number, receivedAt: number): number {
    // Not a number, and so false, where no step is under suspicion.
    const same = Math.abs(off - this.#off) <= alikeMs;
    if (!same || receivedAt < this.#since) {
      this.#off = off;
      this.#since = receivedAt;
      this.#count = 1;
    } else {
      this.#off = Math.max(this.#off, off);
      this.#count += 1;
      const enough = mayBeLate(off) ? enoughLate : 2;
      if (this.#count >= enough && receivedAt - this.#since >= persistMs) {
        this.offset -= this.#off;
        this.#off = Number.NaN;
        return at + this.offset;
      }
    }
    return mayBeLate(off) ? at + this.offset : receivedAt;
  }
}

function mayBeLate(off: number): boolean {
  return off <= stepMs && off >= -latestMs;
}
