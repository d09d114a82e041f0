import { AisleError } from "@aisle/sdk";

/** What `work` gives, or `aborted` as soon as the signal is; it leaves no listener. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(new AisleError("aborted", "The device was not waited for any longer.", { category: "transport" }));
    };
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener("abort", onAbort);
    });
  });
}
