import type { ReplayOptions, ReplayPlayer } from "@aisle/console";

/** So many faults inside Aisle are told in full; all are counted. */
const mostFaultsTold = 20;

/** A scene or recording that can be watched, and what became of it. */
export interface Watched {
  readonly options: ReplayOptions;
  readonly outcome: () => Outcome;
  /** Lets go of files and memory. */
  close(): Promise<void>;
}

/** What reading it came to, as in the summary of a replay. */
export interface Outcome {
  readonly failed: boolean;
  readonly readings: number;
  /** Readings that no device took, and things that went wrong inside Aisle; anything above 0 is a fault. */
  readonly dropped: number;
  readonly faults: number;
}

/** Counts what goes wrong while something is read, and tells it to whoever watches. */
export class OutcomeBook {
  #failed = false;
  #readings = 0;
  #dropped = 0;
  #faults = 0;

  /** Something went wrong inside Aisle. */
  fault(player: ReplayPlayer, message: string): void {
    this.#faults += 1;
    if (this.#faults <= mostFaultsTold) player.note(`aisle: ${message}`);
  }

  /** Reading ended; where it threw, `readings` are what was read before. */
  async end(
    player: ReplayPlayer,
    reading: Promise<{ readonly readings: number; readonly dropped: number }>,
  ): Promise<void> {
    try {
      const { readings, dropped } = await reading;
      // Of what was given up halfway, readings are left over as a matter of course.
      if (player.signal.aborted) return;
      this.#readings = readings;
      this.#dropped = dropped;
    } catch (thrown) {
      this.#failed = true;
      throw thrown;
    }
    if (this.#dropped > 0)
      player.note(`aisle: ${this.#dropped} readings found no open device; the receipts may be wrong`);
    if (this.#faults > 0) {
      player.note(`aisle: ${this.#faults} faults inside Aisle, the first of them above; the receipts may be wrong`);
    }
  }

  readonly outcome = (): Outcome => ({
    failed: this.#failed,
    readings: this.#readings,
    dropped: this.#dropped,
    faults: this.#faults,
  });
}

/** Batches one by one, each in a turn of its own. */
export async function* inTurns<T>(
  batches: AsyncIterable<T> | Iterable<T>,
  turn: () => Promise<void>,
): AsyncGenerator<T> {
  for await (const batch of batches) {
    await turn();
    yield batch;
  }
}
