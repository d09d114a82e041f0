import { AisleError, type ByteTransport, type DeviceFacts, FanOut } from "@aisle/sdk";
import { tap } from "rxjs";
import type { Port } from "./port.ts";

/** More bytes than this waiting to go out: the other side does not take them. */
const mostWaiting = 65_536;

/** The bytes of one open port, until it is lost or closed. */
export class PortBytes {
  readonly #bytes: FanOut<Uint8Array>;
  #listeners = 0;
  #port: Port | undefined;
  #ended = false;
  #waiting = 0;

  /** `onSubscriberError` hears of a driver that fails on the bytes; it harms nobody else. */
  constructor(onSubscriberError: (thrown: unknown) => void) {
    this.#bytes = new FanOut(onSubscriberError);
  }

  /** What drivers get. */
  transport(facts: DeviceFacts | undefined): ByteTransport {
    // Not read before somebody listens: what comes until then waits in the operating system.
    const subscribe = (): void => {
      this.#listeners += 1;
      this.#flow();
    };
    const finalize = (): void => {
      this.#listeners -= 1;
      this.#flow();
    };
    return {
      bytes$: this.#bytes.observable.pipe(tap({ subscribe, finalize })),
      write: (bytes, options) => {
        const writing = this.#write(bytes, options?.signal);
        // A driver that forgets to await must not end the process; the loss of the port tells of it anyway.
        writing.catch(() => undefined);
        return writing;
      },
      ...(facts !== undefined && { facts }),
    };
  }

  /** The port is open. */
  opened(port: Port): void {
    this.#port = port;
    this.#flow();
  }

  /** Bytes came. */
  data(bytes: Uint8Array): void {
    if (!this.#ended) this.#bytes.emit(bytes);
  }

  /** The port is lost or closed: the stream completes, and nothing is written any more. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#bytes.complete();
  }

  #flow(): void {
    if (!this.#ended) this.#port?.flow(this.#listeners > 0);
  }

  async #write(bytes: Uint8Array, signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted === true) throw givenUp("before it began");
    const port = this.#port;
    if (this.#ended || port === undefined) {
      throw new AisleError("device-gone", "The serial port is closed.", { category: "transport", retryable: true });
    }
    if (this.#waiting + bytes.length > mostWaiting) {
      throw new AisleError(
        "transport-congested",
        "The device does not take what is sent: over 64 KiB wait to go out.",
        {
          category: "transport",
          retryable: true,
          remedy:
            "Await each write before the next, send less, or see whether its flow control holds the line (rtscts).",
        },
      );
    }
    this.#waiting += bytes.length;
    const written = port.write(bytes.slice()).finally(() => {
      this.#waiting -= bytes.length;
    });
    await (signal === undefined ? written : unlessAborted(written, signal));
  }
}

/** A write that flow control holds up is not waited for any longer than its caller wants. */
function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(givenUp("before the port had taken it"));
    };
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener("abort", onAbort);
    });
  });
}

function givenUp(when: string): AisleError {
  return new AisleError("aborted", `The write was given up ${when}.`, { category: "transport", retryable: true });
}
