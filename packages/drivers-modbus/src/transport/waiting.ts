import { AisleError } from "@aisle/sdk";
import { describeRequest, type ModbusRequest } from "./request.ts";

/** One request that waits for its turn, or for its answer, and whoever asked for it. */
export class Waiting {
  readonly request: ModbusRequest;
  /** Settles when the request is answered, refused, given up or its bus is gone: always. */
  readonly answer: Promise<readonly number[]>;
  /** Whether it was put on the wire, so that a write may have been done. */
  sent = false;
  /** Whether whoever asked has been told. */
  settled = false;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort: () => void;
  #resolve!: (values: readonly number[]) => void;
  #reject!: (error: AisleError) => void;

  /** `onAbort`: whoever asked has given it up, and been told. */
  constructor(request: ModbusRequest, signal: AbortSignal | undefined, onAbort: (waiting: Waiting) => void) {
    this.request = request;
    this.#signal = signal;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // A driver that forgets to await must not end the process.
    this.answer.catch(() => undefined);
    this.#onAbort = () => {
      this.fail("aborted", "it was given up");
      onAbort(this);
    };
    signal?.addEventListener("abort", this.#onAbort);
  }

  succeed(values: readonly number[]): void {
    if (this.#settle()) this.#resolve(values);
  }

  reject(error: AisleError): void {
    if (this.#settle()) this.#reject(error);
  }

  /**
   * Fails for a reason of the line, not of the unit. What was never sent was certainly not done, which its category
   * says: `device`; of what was sent nobody knows: `transport`.
   */
  fail(code: string, why: string, remedy?: string): void {
    if (this.settled) return;
    this.reject(
      new AisleError(code, `Cannot ${describeRequest(this.request)}: ${why}${this.sent ? "" : "; it was not sent"}.`, {
        category: this.sent ? "transport" : "device",
        retryable: true,
        ...(remedy !== undefined && { remedy }),
      }),
    );
  }

  #settle(): boolean {
    if (this.settled) return false;
    this.settled = true;
    this.#signal?.removeEventListener("abort", this.#onAbort);
    return true;
  }
}
