const smallest = 4_096;
/** Room above this is given back once it is no longer needed. */
const kept = 262_144;

/** Bytes that wait for the rest of what they begin. It grows with what waits, and no further. */
export class ByteQueue {
  #bytes = new Uint8Array(0);
  #from = 0;
  #to = 0;

  get length(): number {
    return this.#to - this.#from;
  }

  /** What waits, oldest first; valid until the next `append` or `drop`. */
  view(): Uint8Array {
    return this.#bytes.subarray(this.#from, this.#to);
  }

  append(chunk: Uint8Array): void {
    const needed = this.length + chunk.length;
    if (this.#to + chunk.length > this.#bytes.length) {
      const waiting = this.view();
      if (needed > this.#bytes.length) this.#bytes = new Uint8Array(Math.max(smallest, needed * 2));
      this.#bytes.set(waiting, 0);
      this.#from = 0;
      this.#to = waiting.length;
    }
    this.#bytes.set(chunk, this.#to);
    this.#to += chunk.length;
  }

  /** Takes the oldest `count` bytes away. */
  drop(count: number): void {
    this.#from += count;
    if (this.#from < this.#to) return;
    this.#from = 0;
    this.#to = 0;
    if (this.#bytes.length > kept) this.#bytes = new Uint8Array(0);
  }
}
