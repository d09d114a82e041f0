import type { Subscriber } from "rxjs";
import { AisleError } from "../../errors/aisle-error.ts";
import type { Logger } from "../../hub/log.ts";
import type { StatusReason } from "../../status/status.ts";
import type { OpenedDevice } from "../protocol/messages.ts";

/** Who hears of what is open in a process. */
export interface RemoteListener {
  readonly log: Logger;
  readonly report?: (reason: StatusReason | undefined) => void;
}

/** One transport or device that is open in a driver process, as its host holds it. */
export class Remote {
  readonly id: number;
  readonly #opened: Promise<OpenedDevice | undefined>;
  readonly closed: Promise<void>;
  readonly listener: RemoteListener;
  #open: (device: OpenedDevice | undefined) => void = () => undefined;
  #refuse: (error: AisleError) => void = () => undefined;
  #close: () => void = () => undefined;
  #subscriber: Subscriber<unknown> | undefined;
  #error: AisleError | undefined;

  constructor(id: number, listener: RemoteListener) {
    this.id = id;
    this.listener = listener;
    this.#opened = new Promise((resolve, reject) => {
      this.#open = resolve;
      this.#refuse = reject;
    });
    this.#opened.catch(() => undefined);
    this.closed = new Promise((resolve) => {
      this.#close = resolve;
    });
  }

  /** Resolves when it is open; rejects when it cannot be, or is given up before it is: then it still has to be closed. */
  openedUnless(signal: AbortSignal): Promise<OpenedDevice | undefined> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        reject(
          new AisleError("aborted", "Opening it in the driver process was given up.", {
            category: "transport",
            retryable: true,
          }),
        );
      };
      if (signal.aborted) onAbort();
      signal.addEventListener("abort", onAbort);
      this.#opened.then(resolve, reject).finally(() => {
        signal.removeEventListener("abort", onAbort);
      });
    });
  }

  /** Hands what it says, and its loss as an error, to this subscriber. */
  attach(subscriber: Subscriber<unknown>): void {
    this.#subscriber = subscriber;
    if (this.#error !== undefined) subscriber.error(this.#error);
  }

  detach(): void {
    this.#subscriber = undefined;
  }

  onOpened(device: OpenedDevice | undefined): void {
    this.#open(device);
  }

  emit(emission: unknown): void {
    this.#subscriber?.next(emission);
  }

  /** It cannot be opened, or is gone; later calls do nothing. */
  onLost(error: AisleError): void {
    if (this.#error !== undefined) return;
    this.#error = error;
    this.#refuse(error);
    this.#subscriber?.error(error);
  }

  onClosed(): void {
    this.#close();
  }
}
