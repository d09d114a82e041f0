import type { CommandOutcome } from "../devices/device.ts";
import type { CommandContext } from "../drivers/define-driver.ts";
import { AisleError, type ErrorCategory } from "../errors/aisle-error.ts";
import { toAisleError } from "../errors/normalise.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";

/** One command as it is asked for. */
export interface CommandWish {
  readonly device: string;
  readonly name: string;
  readonly key: string;
  /** Milliseconds from now until its outcome is given up. */
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
  readonly run: (context: CommandContext) => unknown;
}

/** Errors of these categories say that the device certainly did not do it. */
const refusing: ReadonlySet<ErrorCategory> = new Set(["device", "input", "settings", "usage"]);

/**
 * One command from being asked to its outcome. Given up before it was sent it is refused, for it was certainly not
 * done; after that it is unknown. It leaves no timer and no listener.
 */
export class CommandRun {
  readonly outcome: Promise<CommandOutcome<unknown>>;
  readonly #wish: CommandWish;
  readonly #controller = new AbortController();
  readonly #cancel: CancelTimer;
  #resolve!: (outcome: CommandOutcome<unknown>) => void;
  #sent = false;
  #settled = false;
  readonly #onSettled: (run: CommandRun) => void;

  constructor(wish: CommandWish, clock: Clock, onSettled: (run: CommandRun) => void) {
    this.#wish = wish;
    this.#onSettled = onSettled;
    this.outcome = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#cancel = clock.schedule(wish.deadline, () => {
      this.#giveUp("command-timeout", `did not say within ${wish.deadline} ms that it did ${wish.name}`);
    });
    wish.signal?.addEventListener("abort", this.#onCaller);
  }

  /** Hands it to the driver. */
  send(): void {
    this.#sent = true;
    const { run, key } = this.#wish;
    // What it throws at once is a rejection like any other.
    const running = new Promise((ran) => {
      ran(run({ signal: this.#controller.signal, key }));
    });
    running.then(
      (output) => {
        this.#settle({ outcome: "done", output });
      },
      (thrown: unknown) => {
        const error = toAisleError(thrown);
        this.#settle({ outcome: refusing.has(error.category) ? "refused" : "unknown", error });
      },
    );
  }

  /** The connection is gone. */
  lost(): void {
    this.#giveUp("device-lost", `was lost while it was asked to ${this.#wish.name}`);
  }

  readonly #onCaller = (): void => {
    this.#giveUp("command-aborted", `was asked to ${this.#wish.name} and the caller gave up`);
  };

  #giveUp(code: string, message: string): void {
    const { device } = this.#wish;
    const sure = this.#sent ? "nobody can say whether it was done" : "it was not sent yet";
    const error = new AisleError(code, `Device "${device}" ${message}; ${sure}.`, { category: "device" });
    this.#settle({ outcome: this.#sent ? "unknown" : "refused", error });
    this.#controller.abort();
  }

  #settle(outcome: CommandOutcome<unknown>): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#cancel();
    this.#wish.signal?.removeEventListener("abort", this.#onCaller);
    this.#resolve(outcome);
    this.#onSettled(this);
  }
}
