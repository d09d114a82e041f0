import { AisleError } from "@aisle/sdk";

interface Waiter {
  readonly poll: number;
  readonly resolve: () => void;
  readonly letGo: () => void;
}

/** Those who wait for a poll that begins after they have asked. Each is bounded by its signal. */
export class PollWaiters {
  readonly #waiting = new Set<Waiter>();
  #begun = 0;

  /** A poll begins; gives its number. */
  begin(): number {
    this.#begun += 1;
    return this.#begun;
  }

  /** The poll of this number has its answer. */
  done(poll: number): void {
    for (const waiter of [...this.#waiting]) {
      if (waiter.poll > poll) continue;
      waiter.letGo();
      waiter.resolve();
    }
  }

  /** Resolves at the first answer to a poll that has not begun yet; rejects with `aborted` at the signal. */
  next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        waiter.letGo();
        reject(new AisleError("aborted", "The turnstile was not waited for any longer.", { category: "transport" }));
      };
      const waiter: Waiter = {
        poll: this.#begun + 1,
        resolve,
        letGo: () => {
          this.#waiting.delete(waiter);
          signal.removeEventListener("abort", onAbort);
        },
      };
      this.#waiting.add(waiter);
      if (signal.aborted) onAbort();
      else signal.addEventListener("abort", onAbort, { once: true });
    });
  }
}
