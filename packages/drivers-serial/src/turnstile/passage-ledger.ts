import type { Direction } from "@aisle/sdk";

/** The board's own counts of passages; each wraps around at 2³². */
type Counts = Readonly<Record<Direction, number>>;

export const directions = ["in", "out"] as const satisfies readonly Direction[];
/** Between two statuses nobody passes more often: the counts are of another board, or wrong. */
const mostBetween = 50;
/** More passages than this without an event are not made up for: they cannot all have been just now. */
const mostMissed = 20;

/** How many passages lie between two counts, also across their wrap. */
function passagesBetween(earlier: number, later: number): number {
  return (later - earlier) >>> 0;
}

/** Whether these counts can be a little later than those. */
export function follows(earlier: Counts, later: Counts): boolean {
  return directions.every((direction) => passagesBetween(earlier[direction], later[direction]) <= mostBetween);
}

/**
 * Balances completed passages that were told by an event against those that the board counted, so that each is told
 * once: by its event, or where that was lost by the count.
 */
export class PassageLedger {
  #counts: Counts | undefined;
  /** Told by event and not in the counts yet. */
  #ahead: Record<Direction, number> = { in: 0, out: 0 };
  /** Of those, told since the last mark. */
  #since: Record<Direction, number> = { in: 0, out: 0 };

  /** An event has told a completed passage. */
  told(direction: Direction): void {
    this.#ahead[direction] += 1;
    this.#since[direction] += 1;
  }

  /** A status has come; whatever is told from now on may be later than its counts. */
  mark(): void {
    this.#since = { in: 0, out: 0 };
  }

  /**
   * Takes the counts of the last mark. Gives how many passages no event has told, and whether the counts jumped so far
   * that they are a new beginning.
   */
  settle(counts: Counts): { readonly missed: Counts; readonly jumped: boolean; readonly changed: boolean } {
    const before = this.#counts;
    this.#counts = counts;
    const missed = { in: 0, out: 0 };
    if (before === undefined) {
      this.#ahead = { ...this.#since };
      return { missed, jumped: false, changed: true };
    }
    let jumped = false;
    let changed = false;
    for (const direction of directions) {
      const counted = passagesBetween(before[direction], counts[direction]);
      changed ||= counted > 0;
      const ahead = this.#ahead[direction] - counted;
      if (-ahead > mostMissed) jumped = true;
      else if (ahead < 0) missed[direction] = -ahead;
      // What was told before the mark and is not counted by then never will be: it was said twice.
      this.#ahead[direction] = Math.min(Math.max(ahead, 0), this.#since[direction]);
    }
    return { missed, jumped, changed };
  }
}
