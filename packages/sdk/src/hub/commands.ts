import type { CommandOptions, CommandOutcome } from "../devices/device.ts";
import type { CommandContext } from "../drivers/define-driver.ts";
import { AisleError, type ErrorCategory } from "../errors/aisle-error.ts";
import { toAisleError } from "../errors/normalise.ts";
import type { Clock } from "../time/clock.ts";

/** Milliseconds until the outcome of a command is unknown, unless told. */
const defaultDeadline = 5_000;
/** More commands than this at a time are refused: the device does not keep up. */
const mostAtOnce = 100;

type Run = (input: unknown, context: CommandContext) => unknown;

/** What the present connection of a device can be told. */
export type CommandTable = Readonly<Record<string, unknown>>;

/** Errors of these categories say that the device certainly did not do it. */
const refusing: ReadonlySet<ErrorCategory> = new Set(["device", "input", "settings", "usage"]);

/** Sends the commands of one device: each once, each with a deadline; none ever rejects. */
export class CommandDesk {
  readonly #device: string;
  readonly #clock: Clock;
  /** What gives up on each command that has no outcome yet. */
  readonly #pending = new Set<() => void>();
  #sent = 0;

  constructor(device: string, clock: Clock) {
    this.#device = device;
    this.#clock = clock;
  }

  /** The connection is gone: every command without an outcome is unknown. */
  lost(): void {
    for (const giveUp of [...this.#pending]) giveUp();
  }

  /** `commands` is `undefined` while the device is not online. */
  async send(
    name: string,
    input: unknown,
    options: CommandOptions,
    commands: CommandTable | undefined,
  ): Promise<CommandOutcome<unknown>> {
    const { deadline = defaultDeadline, signal } = options;
    if (commands === undefined) {
      return refuse(
        this.#error(
          "device-not-online",
          `cannot ${name}: it is not online`,
          "device",
          "Wait until `status$` says online.",
        ),
      );
    }
    const run = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (typeof run !== "function") {
      return refuse(
        this.#error(
          "command-unsupported",
          `has no command "${name}"`,
          "usage",
          "See its driver's README for its commands.",
        ),
      );
    }
    if (!(deadline > 0)) {
      return refuse(
        this.#error("command-refused", `cannot ${name} within ${deadline} ms`, "usage", "Give a positive deadline."),
      );
    }
    if (signal?.aborted === true) {
      return refuse(
        this.#error("command-aborted", `was not asked to ${name}: the caller's signal was aborted`, "usage"),
      );
    }
    if (this.#pending.size >= mostAtOnce) {
      return refuse(
        this.#error(
          "command-refused",
          `is still busy with ${mostAtOnce} commands`,
          "device",
          "Wait for their outcomes.",
        ),
      );
    }
    this.#sent += 1;
    const key = options.key ?? `${this.#device}:${this.#clock.now()}:${this.#sent}`;
    return this.#perform(name, run.bind(commands) as Run, input, { deadline, signal, key });
  }

  #perform(
    name: string,
    run: Run,
    input: unknown,
    { deadline, signal, key }: { deadline: number; signal: AbortSignal | undefined; key: string },
  ): Promise<CommandOutcome<unknown>> {
    return new Promise((resolve) => {
      const controller = new AbortController();
      const settle = (outcome: CommandOutcome<unknown>): void => {
        cancel();
        signal?.removeEventListener("abort", onCaller);
        this.#pending.delete(onLost);
        resolve(outcome);
      };
      const giveUp = (code: string, message: string): void => {
        settle({
          outcome: "unknown",
          error: this.#error(code, `${message}; nobody can say whether it was done`, "device"),
        });
        controller.abort();
      };
      const onCaller = (): void => {
        giveUp("command-aborted", `was asked to ${name} and the caller gave up`);
      };
      const onLost = (): void => {
        giveUp("device-lost", `was lost while it was asked to ${name}`);
      };
      const cancel = this.#clock.schedule(deadline, () => {
        giveUp("command-timeout", `did not say within ${deadline} ms that it did ${name}`);
      });
      signal?.addEventListener("abort", onCaller);
      this.#pending.add(onLost);
      // What it throws at once is a rejection like any other.
      const running = new Promise((ran) => {
        ran(run(input, { signal: controller.signal, key }));
      });
      running.then(
        (output) => {
          settle({ outcome: "done", output });
        },
        (thrown: unknown) => {
          const error = toAisleError(thrown);
          settle({ outcome: refusing.has(error.category) ? "refused" : "unknown", error });
        },
      );
    });
  }

  #error(code: string, message: string, category: ErrorCategory, remedy?: string): AisleError {
    return new AisleError(code, `Device "${this.#device}" ${message}.`, {
      category,
      retryable: code === "device-not-online",
      ...(remedy !== undefined && { remedy }),
    });
  }
}

function refuse(error: AisleError): CommandOutcome<never> {
  return { outcome: "refused", error };
}
