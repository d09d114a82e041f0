import { FanOut, type Logger, toAisleError } from "@aisle/sdk";
import { type Observable, tap } from "rxjs";

/** As many reports wait for the first subscriber as Linux itself keeps for a reader; the oldest go. */
const mostWaiting = 64;

/**
 * The input reports of one connection, for any number of subscribers. What comes before the first of them waits, up to
 * 64 reports. A subscriber that throws harms nobody else.
 */
export class ReportStream {
  readonly reports$: Observable<Uint8Array>;
  readonly #fanOut: FanOut<Uint8Array>;
  #waiting: Uint8Array[] = [];
  #flowing = false;
  #ended = false;
  #dropped = 0;
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
    this.#fanOut = new FanOut((thrown) => {
      log.error(`A driver failed on a report of its device: ${toAisleError(thrown).message}`);
    });
    this.reports$ = this.#fanOut.observable.pipe(
      tap({
        // It is called just before the subscriber is there to hear.
        subscribe: () => {
          queueMicrotask(() => {
            this.#flow();
          });
        },
      }),
    );
  }

  /** The device has sent this. It is handed on as it is: whoever calls gives its own copy. */
  push(report: Uint8Array): void {
    if (this.#ended) return;
    if (this.#flowing) {
      this.#fanOut.emit(report);
      return;
    }
    this.#waiting.push(report);
    if (this.#waiting.length <= mostWaiting) return;
    this.#waiting.shift();
    this.#dropped += 1;
  }

  /** Nothing comes any more. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#waiting = [];
    this.#fanOut.complete();
  }

  #flow(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#flowing = true;
    if (this.#dropped > 0)
      this.#log.warn("Reports came before anybody listened, and the oldest were dropped.", { dropped: this.#dropped });
    this.#dropped = 0;
    for (const report of waiting) this.#fanOut.emit(report);
  }
}
