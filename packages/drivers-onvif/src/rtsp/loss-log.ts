import type { Clock, Logger } from "@aisle/sdk";
import type { AssemblerCounts } from "./metadata-assembler.ts";

/** Losses are logged so often at most (ms). */
const every = 60_000;

/** Says in the log what a stream has lost, at most once a minute. */
export class LossLog {
  readonly #clock: Clock;
  readonly #log: Logger;
  #told = 0;
  #nextAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, log: Logger) {
    this.#clock = clock;
    this.#log = log;
  }

  look(counts: AssemblerCounts | undefined, noise = 0): void {
    if (counts === undefined) return;
    const { lostPackets, droppedDocuments, badPackets } = counts;
    const all = lostPackets + droppedDocuments + badPackets + noise;
    if (all === this.#told || this.#clock.now() < this.#nextAt) return;
    this.#told = all;
    this.#nextAt = this.#clock.now() + every;
    this.#log.warn("parts of the camera's metadata stream were lost", {
      lostPackets,
      droppedDocuments,
      badPackets,
      noise,
    });
  }
}
