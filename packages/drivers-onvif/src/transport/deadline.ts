import { AisleError, type Clock } from "@aisle/sdk";
import { givenUp, toHttpError } from "./errors.ts";

/** How long a piece of work may take, and who may end it earlier. */
export interface Deadline {
  readonly clock: Clock;
  /** Milliseconds from now. */
  readonly within: number;
  readonly signal: AbortSignal;
  /** What is waited for, as in `GetProfiles`. */
  readonly what: string;
}

/**
 * The outcome of `work`, or `timeout` or `aborted`, whichever comes first: also when the work never ends and does not
 * listen to the signal that it is handed. Whatever it throws, at once or late, becomes an `AisleError`; it leaves no
 * timer and no listener.
 */
export function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { clock, within, signal, what }: Deadline,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const own = new AbortController();
    const settle = (outcome: () => void): void => {
      cancel();
      signal.removeEventListener("abort", onAbort);
      outcome();
    };
    const fail = (error: AisleError): void => {
      settle(() => reject(error));
      own.abort();
    };
    const onAbort = (): void => fail(givenUp(what));
    const cancel = clock.schedule(within, () => {
      fail(
        new AisleError("timeout", `The camera did not answer ${what} within ${within} ms.`, {
          category: "transport",
          retryable: true,
          remedy: "Check the address, the network, and that the camera is powered and not overloaded.",
        }),
      );
    });
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener("abort", onAbort, { once: true });
    const run = async (): Promise<T> => work(own.signal);
    run().then(
      (value) => settle(() => resolve(value)),
      (thrown: unknown) => settle(() => reject(toHttpError(thrown))),
    );
  });
}

/** Resolves after so many milliseconds, or as soon as the signal is aborted. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const cancel = clock.schedule(ms, done);
    signal.addEventListener("abort", done, { once: true });
    if (signal.aborted) done();
  });
}
