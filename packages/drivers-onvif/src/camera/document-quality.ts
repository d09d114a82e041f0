import type { Clock } from "@aisle/sdk";
import type { Complaints } from "./complaints.ts";

/** Documents are judged by spans of this length (ms). */
const span = 10_000;
/** In a span, this share of broken ones and at least so many are too many. */
const share = 0.05;
const least = 3;

/**
 * Watches how many documents of a camera are broken. A span with too many makes it `degraded` (`protocol-noise`), one
 * without any makes it well again. It needs no timer: spans end with the documents that come after them.
 */
export class DocumentQuality {
  readonly #clock: Clock;
  readonly #complaints: Complaints;
  #from: number;
  #all = 0;
  #broken = 0;

  constructor(clock: Clock, complaints: Complaints) {
    this.#clock = clock;
    this.#complaints = complaints;
    this.#from = clock.now();
  }

  /** One document came, with something broken in it or not. */
  came(isBroken: boolean): void {
    const now = this.#clock.now();
    // Also where the host's clock was set back.
    if (Math.abs(now - this.#from) >= span) {
      if (this.#broken === 0) this.#complaints.set("documents", undefined);
      this.#from = now;
      this.#all = 0;
      this.#broken = 0;
    }
    this.#all += 1;
    if (!isBroken) return;
    this.#broken += 1;
    if (this.#broken < least || this.#broken < share * this.#all) return;
    this.#complaints.set("documents", {
      code: "protocol-noise",
      message: `Of the last ${this.#all} metadata documents of the camera ${this.#broken} were broken, whole or in part; what was broken was left out.`,
      remedy: "Look for packet loss between camera and host, and for a newer firmware of the camera.",
    });
  }
}
