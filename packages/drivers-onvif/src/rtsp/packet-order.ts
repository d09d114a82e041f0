/** What the number of a packet says: it follows, some are missing before it, or it came twice or late. */
export type Order = "next" | "gap" | "old";

/**
 * Watches the sequence numbers of a stream (RFC 3550 appendix A.1). An old number that is followed by its next one is
 * a source that has begun anew.
 */
export class PacketOrder {
  /** Packets that were missing. */
  lost = 0;
  #source: number | undefined;
  #expected = 0;
  #oldNext: number | undefined;

  seen(source: number, sequence: number): Order {
    if (source !== this.#source) {
      const isFirst = this.#source === undefined;
      this.#source = source;
      return this.#goOn(sequence, isFirst ? "next" : "gap");
    }
    const ahead = (sequence - this.#expected) & 0xffff;
    if (ahead === 0) return this.#goOn(sequence, "next");
    if (ahead < 0x8000) {
      this.lost += ahead;
      return this.#goOn(sequence, "gap");
    }
    if (sequence === this.#oldNext) return this.#goOn(sequence, "gap");
    this.#oldNext = (sequence + 1) & 0xffff;
    return "old";
  }

  #goOn(sequence: number, order: Order): Order {
    this.#expected = (sequence + 1) & 0xffff;
    this.#oldNext = undefined;
    return order;
  }
}
