/** Cuts text that comes in pieces into lines; keeps no more than one line. */
export class LineCutter {
  readonly #ends: readonly string[];
  readonly #longest: number;
  readonly #onDropped: ((characters: number) => void) | undefined;
  readonly #longestEnd: number;
  /** The begin of the present line, or its last characters when it is too long already. */
  #rest = "";
  /** How many characters of the present line, which is too long, were thrown away. */
  #thrown = 0;
  /** What of a longer end may still follow a shorter one; it belongs to no line. */
  #skip = "";

  constructor(ends: readonly string[], longest: number, onDropped?: (characters: number) => void) {
    // Of two that end at the same place the longer counts.
    this.#ends = [...ends].sort((one, other) => other.length - one.length);
    this.#longestEnd = this.#ends[0]!.length;
    this.#longest = longest;
    this.#onDropped = onDropped;
  }

  /** Whether no line has begun. */
  get isEmpty(): boolean {
    return this.#rest === "" && this.#thrown === 0;
  }

  /** The lines that this piece ends. */
  cut(piece: string): readonly string[] {
    const lines: string[] = [];
    let text = this.#rest + piece;
    for (;;) {
      if (this.#skip !== "") {
        // Part of it may still turn out to be the begin of a line.
        if (text.length < this.#skip.length && this.#skip.startsWith(text)) break;
        if (text.startsWith(this.#skip)) text = text.slice(this.#skip.length);
        this.#skip = "";
      }
      const found = this.#firstEnd(text);
      if (found === undefined) break;
      this.#take(text.slice(0, found.at), lines);
      text = text.slice(found.at + found.end.length);
      this.#skip = this.#remainderOf(found.end);
    }
    if (text.length > this.#longest + this.#longestEnd) {
      // An end may have begun in the last characters; the others are of no use any more.
      const kept = this.#longestEnd - 1;
      this.#thrown += text.length - kept;
      text = text.slice(text.length - kept);
    }
    this.#rest = text;
    return lines;
  }

  /** Throws the present line away. */
  forget(): void {
    if (!this.isEmpty) this.#onDropped?.(this.#thrown + this.#rest.length);
    this.#rest = "";
    this.#thrown = 0;
    this.#skip = "";
  }

  #take(line: string, lines: string[]): void {
    const length = this.#thrown + line.length;
    this.#thrown = 0;
    if (length <= this.#longest) lines.push(line);
    else this.#onDropped?.(length);
  }

  /** Whichever is complete first, so that it does not matter how the text is cut. */
  #firstEnd(text: string): { readonly at: number; readonly end: string } | undefined {
    let first: { readonly at: number; readonly end: string } | undefined;
    for (const end of this.#ends) {
      const at = text.indexOf(end);
      if (at === -1) continue;
      if (first === undefined || at + end.length < first.at + first.end.length) first = { at, end };
    }
    return first;
  }

  /** What would make a longer end of this one. */
  #remainderOf(end: string): string {
    const longer = this.#ends.find((each) => each.length > end.length && each.startsWith(end));
    return longer === undefined ? "" : longer.slice(end.length);
  }
}
