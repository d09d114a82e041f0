const decoder = new TextDecoder();

/** Reads the little-endian fields of an MCAP record one after the other; throws a `RangeError` beyond the end. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  skip(count: number): void {
    this.#at += count;
  }

  uint8(): number {
    return this.#view.getUint8(this.#at++);
  }

  uint16(): number {
    this.#at += 2;
    return this.#view.getUint16(this.#at - 2, true);
  }

  uint32(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, true);
  }

  /** As a number: lengths beyond 2^53 are not exact, and wrong in any case. */
  uint64(): number {
    const low = this.uint32();
    return low + this.uint32() * 4_294_967_296;
  }

  /** A view of so many bytes. */
  bytes(count: number): Uint8Array {
    if (count > this.left) throw new RangeError(`${count} bytes of ${this.left}`);
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  rest(): Uint8Array {
    return this.bytes(Math.max(0, this.left));
  }

  text(): string {
    return decoder.decode(this.bytes(this.uint32()));
  }

  /** A map of texts. */
  texts(): ReadonlyMap<string, string> {
    const inner = new ByteReader(this.bytes(this.uint32()));
    const map = new Map<string, string>();
    while (inner.left > 0) map.set(inner.text(), inner.text());
    return map;
  }
}
