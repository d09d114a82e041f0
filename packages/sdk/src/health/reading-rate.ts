const windowMs = 60_000;

/** Readings a second over about the last minute, from two counts: this minute's and the last one's. */
export class ReadingRate {
  #window = Number.NaN;
  #count = 0;
  #before = 0;
  #firstAt = Number.NaN;

  add(now: number): void {
    if (Number.isNaN(this.#firstAt)) this.#firstAt = now;
    if (Math.floor(now / windowMs) !== this.#window) this.#turn(now);
    this.#count += 1;
  }

  perSecond(now: number): number {
    this.#turn(now);
    const left = 1 - (now % windowMs) / windowMs;
    // In its first minute there is less time to divide by, but never less than a second.
    const over = Math.min(windowMs, Math.max(1000, now - this.#firstAt)) || windowMs;
    return ((this.#count + this.#before * left) * 1000) / over;
  }

  #turn(now: number): void {
    const window = Math.floor(now / windowMs);
    if (window === this.#window) return;
    this.#before = window === this.#window + 1 ? this.#count : 0;
    this.#count = 0;
    this.#window = window;
  }
}
