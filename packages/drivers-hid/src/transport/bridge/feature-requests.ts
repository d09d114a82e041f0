import { AisleError, type Clock } from "@aisle/sdk";
import { withDeadline } from "../deadline.ts";

/** How long the device has to answer with a feature report (ms). */
const within = 2_000;
/** More requests than this under way: the device does not answer. */
const mostUnderWay = 32;

interface Waiting {
  readonly id: number;
  readonly answer: (report: Uint8Array | undefined) => void;
  readonly fail: (error: AisleError) => void;
}

/**
 * Feature reports that were asked for. The protocol numbers no request: an answer goes to the oldest that waits for a
 * report of that id.
 */
export class FeatureRequests {
  readonly #clock: Clock;
  #waiting: readonly Waiting[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Asks for one; raises `timeout`, `hid-feature-refused`, or `device-gone` when the connection has ended. */
  async ask(id: number, send: () => Promise<void>): Promise<Uint8Array> {
    if (this.#waiting.length >= mostUnderWay) {
      throw new AisleError("transport-congested", `${mostUnderWay} feature reports are being waited for already.`, {
        category: "transport",
        retryable: true,
        remedy: "Await each before the next.",
      });
    }
    let answer: Waiting["answer"] = () => undefined;
    let fail: Waiting["fail"] = () => undefined;
    const answered = new Promise<Uint8Array | undefined>((resolve, reject) => {
      answer = resolve;
      fail = reject;
    });
    const waiting: Waiting = { id, answer, fail };
    this.#waiting = [...this.#waiting, waiting];
    const work = Promise.all([answered, send()]).then(([report]) => report);
    const asking = withDeadline(work, { ms: within, clock: this.#clock, what: `feature report ${id}` });
    const report = await asking.finally(() => {
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
    });
    if (report !== undefined) return report;
    throw new AisleError("hid-feature-refused", `The device has no feature report ${id}.`, { category: "device" });
  }

  /** An answer has come: its report, or nothing where the device has none. One that nobody asked for is left alone. */
  answered(id: number, report: Uint8Array | undefined): void {
    const waiting = this.#waiting.find((other) => other.id === id);
    this.#waiting = this.#waiting.filter((other) => other !== waiting);
    waiting?.answer(report);
  }

  /** The connection has ended: nobody is answered any more. */
  end(error: AisleError): void {
    for (const { fail } of this.#waiting) fail(error);
  }
}
