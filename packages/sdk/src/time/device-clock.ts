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

/** So many of the last measurements are weighed against each other. */
const mostSamples = 8;

interface Sample {
  readonly offset: number;
  readonly roundTrip: number;
}

/**
 * Puts the event times of one device on the store's clock.
 *
 * Where the device can be asked for its time, the offset is half-way between question and answer, of the measurement
 * with the shortest way there and back among the last few (as in NTP, RFC 5905 sections 8 and 10). A measurement that
 * no delay explains is a clock that was set, as after a reboot; it counts alone from then on.
 *
 * Where it cannot be asked, what is off by less than a second is left alone: it is latency, and fusion learns it. A
 * larger difference that stays the same over several readings and a second of arrivals is a clock that stands wrong;
 * from then on it is taken off, least latency counting. Until then a time in the future, or over a minute in the past,
 * is replaced by the arrival, and any other is left as it is, for it may just be late.
 */
export class DeviceClock {
  /** Milliseconds that are added to the device's times now. */
  offset = 0;
  /** Called when a reading's time cannot be right unless the clock was set: it should be measured again soon. */
  onDoubt: (() => void) | undefined;
  /** Whether the last reading was off; then by how much, since when and how often. */
  #suspected = false;
  #off = Number.NaN;
  #since = 0;
  #count = 0;
  #samples: Sample[] = [];
  /** Measurements taken, and how many of them when the present doubt began. */
  #measured = 0;
  #measuredBefore = 0;

  /** The store's time for a reading that says `at` and came at `receivedAt`, all in ms since the epoch. */
  correct(at: number, receivedAt: number): number {
    const corrected = at + this.offset;
    const off = corrected - receivedAt;
    if (off <= stepMs && off >= -stepMs) {
      // Written only when it changes: this runs for every reading, and a number written is a number allocated.
      if (this.#suspected) this.#trust();
      return corrected;
    }
    return this.#samples.length > 0 ? this.#doubt(off, corrected, receivedAt) : this.#step(at, off, receivedAt);
  }

  /**
   * A two-way measurement: asked at `sentAt` and answered at `answeredAt` by the store's clock, the device said that it
   * is `deviceAt`. Gives by how much the clock was set (ms) when it was, else 0.
   */
  measured(sentAt: number, deviceAt: number, answeredAt: number): number {
    const roundTrip = answeredAt - sentAt;
    // The host's clock was set meanwhile, or the answer is no time.
    if (roundTrip < 0 || !Number.isFinite(deviceAt)) return 0;
    const sample = { offset: Math.round((sentAt + answeredAt) / 2 - deviceAt), roundTrip };
    const explained = stepMs + (roundTrip + (this.#samples[0]?.roundTrip ?? 0)) / 2;
    const moved = sample.offset - this.offset;
    const wasSet = Math.abs(moved) > explained;
    if (wasSet) this.#samples = [];
    this.#samples.push(sample);
    if (this.#samples.length > mostSamples) this.#samples.shift();
    this.offset = this.#samples.reduce((best, other) => (other.roundTrip <= best.roundTrip ? other : best)).offset;
    this.#measured += 1;
    return wasSet ? moved : 0;
  }

  /** Another connection: what was measured over the last one need not hold any more. */
  forget(): void {
    this.#samples = [];
    this.#trust();
  }

  #trust(): void {
    this.#suspected = false;
    this.#off = Number.NaN;
  }

  /** The clock was measured, and a reading is off all the same: it is late, or the clock was set since. */
  #doubt(off: number, corrected: number, receivedAt: number): number {
    if (!this.#suspected) this.#measuredBefore = this.#measured;
    this.#suspected = true;
    const confirmed = this.#measured > this.#measuredBefore;
    if (!confirmed) this.onDoubt?.();
    if (off > stepMs) return receivedAt;
    return confirmed || mayBeLate(off) ? corrected : receivedAt;
  }

  #step(at: number, off: number, receivedAt: number): number {
    this.#suspected = true;
    // Not a number, and so false, where no step is under suspicion yet.
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
        this.#trust();
        return at + this.offset;
      }
    }
    return mayBeLate(off) ? at + this.offset : receivedAt;
  }
}

function mayBeLate(off: number): boolean {
  return off <= stepMs && off >= -latestMs;
}
