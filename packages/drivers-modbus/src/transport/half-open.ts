/** So many time-outs in a row, on a whole bus, may be a connection that is half-open. */
const enoughTimeouts = 3;
/** And they have lasted so long together (ms). */
const enoughMs = 2_000;

/**
 * Whether a connection may be half-open: nobody on the whole bus has answered anything for 2 s and 3 requests. It counts
 * what was waited rather than compare times, so a step of the host's clock loses no bus.
 */
export class HalfOpen {
  #timeouts = 0;
  #waited = 0;

  heard(): void {
    this.#timeouts = 0;
    this.#waited = 0;
  }

  /** Nobody answered for `waited` ms. Gives whether the connection should be made anew. */
  timedOut(waited: number): boolean {
    this.#timeouts += 1;
    this.#waited += waited;
    return this.#timeouts >= enoughTimeouts && this.#waited >= enoughMs;
  }
}
