const newline = 0x0a;

/**
 * Cuts bytes into lines, however the chunks are cut. A line that is longer than `limit` bytes is given as `undefined`
 * once and skipped to its end, so memory stays bounded. The bytes of a line hold only while it is told.
 */
export class LineSplitter {
  readonly #limit: number;
  readonly #onLine: (line: Buffer | undefined, number: number) => void;
  #parts: Uint8Array[] = [];
  #length = 0;
  #number = 1;
  #skipping = false;

  constructor(limit: number, onLine: (line: Buffer | undefined, number: number) => void) {
    this.#limit = limit;
    this.#onLine = onLine;
  }

  /** The number of the line that is being read, from 1. */
  get number(): number {
    return this.#number;
  }

  push(chunk: Uint8Array): void {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      this.#finish(chunk, start, end);
      start = end + 1;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
  }

  /** Gives the last line, where no newline ended it. */
  end(): void {
    if (this.#length > 0) this.#finish(new Uint8Array(0), 0, 0);
  }

  #finish(chunk: Uint8Array, start: number, end: number): void {
    const number = this.#number++;
    if (this.#length === 0 && end - start <= this.#limit) {
      if (!this.#skipping && end > start)
        this.#onLine(Buffer.from(chunk.buffer, chunk.byteOffset + start, end - start), number);
    } else {
      this.#keep(chunk.subarray(start, end), number);
      if (!this.#skipping) {
        this.#onLine(Buffer.concat(this.#parts, this.#length), number);
      }
    }
    this.#forget();
    this.#skipping = false;
  }

  #keep(part: Uint8Array, number = this.#number): void {
    if (this.#skipping) return;
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length <= this.#limit) return;
    this.#forget();
    this.#skipping = true;
    this.#onLine(undefined, number);
  }

  #forget(): void {
    if (this.#length > 0) this.#parts = [];
    this.#length = 0;
  }
}
