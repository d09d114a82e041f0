/** One thing that was said, as a ledger keeps it until it is delivered or given up. */
export interface Entry<S> {
  readonly said: S;
  readonly now: number;
  taken: boolean;
}

/** How long something said may be under way before it counts as lost (ms): what is slow is late by 1.5 s at most. */
const longestWayMs = 15_000;
/** What was delivered or lost is remembered for so long, to tell a repetition and a mix-up from an invention (ms). */
const rememberedMs = 30_000;

/**
 * What one device said, in order, and what of it was delivered. Delivered things have to be said before, each at most
 * once and in their order; the first that fits is taken, and what lies before it was lost.
 */
export class RowLedger<S, H> {
  said = 0;
  delivered = 0;
  lost = 0;
  readonly #fits: (said: S, heard: H) => boolean;
  readonly #onLost: (said: S, now: number) => void;
  #waiting: Entry<S>[] = [];
  #past: Entry<S>[] = [];

  constructor(fits: (said: S, heard: H) => boolean, onLost: (said: S, now: number) => void = () => undefined) {
    this.#fits = fits;
    this.#onLost = onLost;
  }

  say(now: number, said: S): void {
    this.said += 1;
    this.#waiting.push({ said, now, taken: false });
    this.giveUp(now - longestWayMs);
  }

  /** Whether it was said and not yet delivered. */
  hear(heard: H): boolean {
    const at = this.#waiting.findIndex(({ said }) => this.#fits(said, heard));
    const found = this.#waiting[at];
    if (found === undefined) return false;
    found.taken = true;
    this.delivered += 1;
    this.#leave(at + 1);
    return true;
  }

  /** Whether it is what was delivered last. */
  repeats(heard: H): boolean {
    const last = this.#past.findLast(({ taken }) => taken);
    return last !== undefined && this.#fits(last.said, heard);
  }

  /** Whether it was said lately, delivered or not. */
  knows(heard: H): boolean {
    return [...this.#past, ...this.#waiting].some(({ said }) => this.#fits(said, heard));
  }

  /** What was said before that time counts as lost. */
  giveUp(before: number): void {
    const first = this.#waiting[0];
    if (first === undefined || first.now >= before) return;
    const until = this.#waiting.findIndex(({ now }) => now >= before);
    this.#leave(until < 0 ? this.#waiting.length : until);
  }

  #leave(count: number): void {
    for (const entry of this.#waiting.splice(0, count)) {
      if (!entry.taken) {
        this.lost += 1;
        this.#onLost(entry.said, entry.now);
      }
      this.#past.push(entry);
    }
    const newest = this.#past.at(-1)?.now ?? 0;
    if ((this.#past[0]?.now ?? 0) >= newest - 2 * rememberedMs) return;
    this.#past = this.#past.filter(({ now }) => now >= newest - rememberedMs);
  }
}
