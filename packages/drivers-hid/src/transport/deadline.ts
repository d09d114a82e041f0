import { AisleError, type Clock, toAisleError } from "@aisle/sdk";

/**
 * What `work` gives, unless it takes longer than `ms` or `signal` is aborted: then it raises `timeout` or `aborted`,
 * and whatever `work` comes to later is handed to `late`. It leaves neither a timer nor a listener.
 */
export function withDeadline<T>(
  work: Promise<T>,
  {
    ms,
    clock,
    what,
    signal,
    late,
    remedy = "Check that the device is powered and its cable sound; unplug it and plug it in again.",
  }: {
    readonly ms?: number;
    readonly clock: Clock;
    /** What is waited for, as in "the device's answer". */
    readonly what: string;
    readonly signal?: AbortSignal;
    readonly late?: (value: T) => void;
    /** What mends it when it takes too long. */
    readonly remedy?: string;
  },
): Promise<T> {
  return new Promise((resolve, reject) => {
    let open = true;
    const settle = (outcome: () => void): void => {
      open = false;
      cancel?.();
      signal?.removeEventListener("abort", onAbort);
      outcome();
    };
    const fail = (error: AisleError): void => {
      settle(() => {
        reject(error);
      });
    };
    const onAbort = (): void => {
      fail(new AisleError("aborted", `Waiting for ${what} was given up.`, { category: "transport", retryable: true }));
    };
    const cancel =
      ms === undefined
        ? undefined
        : clock.schedule(ms, () => {
            fail(
              new AisleError("timeout", `There was no sign of ${what} within ${ms} ms.`, {
                category: "transport",
                retryable: true,
                remedy,
              }),
            );
          });
    signal?.addEventListener("abort", onAbort);
    work.then(
      (value) => {
        if (open) settle(() => resolve(value));
        else late?.(value);
      },
      (thrown: unknown) => {
        // What fails after nobody waits for it any more is told by the loss of the connection.
        if (open) settle(() => reject(toAisleError(thrown)));
      },
    );
    if (signal?.aborted === true) onAbort();
  });
}
