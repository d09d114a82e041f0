import { gunzip } from "./gunzip.ts";

/**
 * A gzip file that is unpacked once and kept, up to a bound. Passes over it begin with what is there and wait for the
 * rest; past the bound everything that was kept is let go, and each pass unpacks the file on its own.
 */
export class InflatedFile {
  readonly #open: () => AsyncIterable<Uint8Array>;
  readonly #mostBytes: number;
  readonly #source: AsyncGenerator<Uint8Array, void, undefined>;
  #pieces: Uint8Array[] = [];
  /** Where each piece begins. */
  #starts: number[] = [];
  #length = 0;
  #state: "unpacking" | "whole" | "let-go" = "unpacking";
  #failure: { readonly error: unknown } | undefined;
  #next: Promise<void> | undefined;
  #closed = false;

  /** `mostBytes`: so many unpacked bytes are kept. */
  constructor(open: () => AsyncIterable<Uint8Array>, mostBytes: number) {
    this.#open = open;
    this.#mostBytes = mostBytes;
    this.#source = gunzip(open);
  }

  /** `whole`: all that can be read of it is here. `let-go`: it is longer than the bound. */
  get state(): "unpacking" | "whole" | "let-go" {
    return this.#state;
  }

  /** Unpacked bytes that are kept now. */
  get length(): number {
    return this.#length;
  }

  /** Unpacks one more piece; resolves at once when nothing is left to unpack. Never rejects: see `pieces`. */
  more(): Promise<void> {
    if (this.#state !== "unpacking") return Promise.resolve();
    this.#next ??= this.#unpack().finally(() => {
      this.#next = undefined;
    });
    return this.#next;
  }

  /**
   * The bytes from `offset`, which has to lie in what is kept, in the pieces in which they were unpacked.
   *
   * @throws AisleError `scene-damaged` after the last byte that can be read.
   */
  async *pieces(offset = 0): AsyncGenerator<Uint8Array, void, undefined> {
    let given = offset;
    let at = this.#pieceAt(offset);
    while (this.#state !== "let-go") {
      const piece = this.#pieces[at];
      if (piece !== undefined) {
        const skip = given - (this.#starts[at] ?? given);
        at += 1;
        given += piece.length - skip;
        yield piece.subarray(skip);
      } else if (this.#state === "whole") {
        if (this.#failure !== undefined) throw this.#failure.error;
        return;
      } else await this.more();
    }
    if (this.#closed) return;
    let skip = given;
    for await (const piece of gunzip(this.#open)) {
      if (piece.length > skip) yield piece.subarray(skip);
      skip -= Math.min(skip, piece.length);
    }
  }

  /** Lets go of what is kept, and of the file: passes end, and nothing is unpacked once more for them. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#next;
    if (this.#state === "unpacking") await this.#source.return();
    this.#letGo();
  }

  async #unpack(): Promise<void> {
    try {
      const { value, done } = await this.#source.next();
      if (done === true) this.#state = "whole";
      else if (this.#length + value.length > this.#mostBytes) {
        await this.#source.return();
        this.#letGo();
      } else {
        this.#pieces.push(value);
        this.#starts.push(this.#length);
        this.#length += value.length;
      }
    } catch (error) {
      this.#failure = { error };
      this.#state = "whole";
    }
  }

  #letGo(): void {
    this.#state = "let-go";
    this.#pieces = [];
    this.#starts = [];
    this.#length = 0;
  }

  /** Index of the piece that holds a byte; that of the next piece to come for the byte after the last. */
  #pieceAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) + (this.#pieces[middle]?.length ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
