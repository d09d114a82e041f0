import type { CancelTimer, Clock, Logger, StatusReason } from "@aisle/sdk";

/** After this long without noise the device is well again (ms). */
const quietFor = 10_000;

/** What a noise meter needs of a driver's context. */
export interface NoiseContext {
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly report: (reason: StatusReason | undefined) => void;
}

/**
 * Counts what a driver drops because it is not what it should be. The device is `degraded` (`protocol-noise`) from the
 * first of it until it was quiet for 10 s; one line in the log then tells how much it was.
 */
export class NoiseMeter {
  readonly #context: NoiseContext;
  #count = 0;
  #noisy = false;
  #cancel: CancelTimer | undefined;

  constructor(context: NoiseContext) {
    this.#context = context;
    context.signal.addEventListener("abort", () => this.#cancel?.(), { once: true });
  }

  /** Something was dropped; `what` says why, with no content in it. */
  dropped(what: string): void {
    this.#count += 1;
    this.#noisy = true;
    if (this.#cancel !== undefined || this.#context.signal.aborted) return;
    this.#context.report({
      code: "protocol-noise",
      message: `The device sent what could not be used, and it was dropped: ${what}.`,
      remedy: "Check its cable, and that its profile is the right one.",
    });
    this.#awaitQuiet();
  }

  #awaitQuiet(): void {
    this.#noisy = false;
    this.#cancel = this.#context.clock.schedule(quietFor, () => {
      this.#cancel = undefined;
      if (this.#noisy) {
        this.#awaitQuiet();
        return;
      }
      this.#context.log.info("The device sends again what can be used.", { dropped: this.#count });
      this.#count = 0;
      this.#context.report(undefined);
    });
  }
}
