import type { Clock, Logger } from "@aisle/sdk";
import type { AssemblerCounts } from "./metadata-assembler.ts";

/** Losses are logged so often at most (ms). */
const every = 60_000;

/** Says in the log what a stream has lost, at most once a minute. */
export class LossLog {
  readonly #clock: Clock;
  readonly #log: Logger;
  #told = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, log: Logger) {
    this.#clock = clock;
    this.#log = log;
  }

  look(counts: AssemblerCounts | undefined, noise = 0): void {
    if (counts === undefined) return;
    const { lostPackets, droppedDocuments, badPackets } = counts;
    const all = lostPackets + droppedDocuments + badPackets + noise;
    // Also where the host's clock was set back.
    if (all === this.#told || Math.abs(this.#clock.now() - this.#toldAt) < every) return;
    this.#told = all;
    this.#toldAt = this.#clock.now();
    this.#log.warn("parts of the camera's metadata stream were lost", {
      lostPackets,
      droppedDocuments,
      badPackets,
      noise,
    });
  }
}
