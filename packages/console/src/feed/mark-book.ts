import type { Mark } from "../wire/index.ts";

/** The moments of the time line, in order; the oldest go. */
export class MarkBook {
  readonly #most: number;
  readonly #onMark: (mark: Mark) => void;
  #marks: Mark[] = [];
  /** The list that was handed out last, until there is a new mark. */
  #told: readonly Mark[] | undefined;

  constructor(most: number, onMark: (mark: Mark) => void) {
    this.#most = most;
    this.#onMark = onMark;
  }

  add(mark: Mark): void {
    this.#told = undefined;
    this.#marks.push(mark);
    // A tenth at a time, so that it costs little.
    if (this.#marks.length > this.#most * 1.1) this.#marks = this.#marks.slice(-this.#most);
    this.#onMark(mark);
  }

  all(): readonly Mark[] {
    this.#told ??= this.#marks.slice(-this.#most);
    return this.#told;
  }
}
