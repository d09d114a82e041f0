/** What somebody may want to jump to. */
export type MarkKind = "pick" | "return" | "touch" | "revision" | "review" | "opened" | "closed" | "receipt" | "device";

/** One moment of the time line (`GET marks`). */
export interface Mark {
  /** When it was said, ms since the epoch: what a page jumps to. */
  readonly t: number;
  /** When it happened. */
  readonly at: number;
  readonly kind: MarkKind;
  readonly session?: string;
  /** Id of the interaction. */
  readonly interaction?: string;
  readonly device?: string;
  /** A few words, such as `2 × Oat Bar from g3/s2/p1`. */
  readonly text: string;
}
