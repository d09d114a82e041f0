import { toErrorRecord } from "../../errors/error-record.ts";
import type { ChildMessage } from "../protocol/messages.ts";

/** The host's calls that have no outcome yet. */
export class Calls {
  readonly #send: (message: ChildMessage) => void;
  readonly #running = new Map<number, AbortController>();

  constructor(send: (message: ChildMessage) => void) {
    this.#send = send;
  }

  /** Runs one and sends its outcome, `map` applied to what it gives. */
  run(call: number, work: (signal: AbortSignal) => unknown, map: ((output: unknown) => unknown) | undefined): void {
    const controller = new AbortController();
    this.#running.set(call, controller);
    // What it throws at once is a rejection like any other.
    const running = new Promise((ran) => {
      ran(work(controller.signal));
    });
    running
      .then((output) => {
        // Raises where the output is no plain data.
        this.#send({ type: "outcome", call, output: map === undefined ? output : map(output) });
      })
      .catch((thrown: unknown) => {
        this.#send({ type: "outcome", call, error: toErrorRecord(thrown) });
      })
      .finally(() => {
        this.#running.delete(call);
      })
      .catch(() => undefined);
  }

  /** Whoever asked has given it up. */
  abort(call: number): void {
    this.#running.get(call)?.abort();
  }
}
