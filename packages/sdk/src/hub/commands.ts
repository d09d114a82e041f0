import type { CommandOptions, CommandOutcome } from "../devices/device.ts";
import type { CommandContext } from "../drivers/define-driver.ts";
import { AisleError, type ErrorCategory } from "../errors/aisle-error.ts";
import type { Clock } from "../time/clock.ts";
import { CommandMemory } from "./command-memory.ts";
import { CommandRun } from "./command-run.ts";
import type { Observers } from "./observers.ts";

/** Milliseconds until the outcome of a command is given up, unless told. */
const defaultDeadline = 5_000;
/** More commands than this without an outcome are refused: the device does not keep up. */
const mostAtOnce = 100;

type Command = (input: unknown, context: CommandContext) => unknown;

/** What the present connection of a device can be told. */
export interface CommandTable {
  readonly commands: Readonly<Record<string, unknown>>;
  /** How many of them the driver takes at a time. */
  readonly atOnce: number;
}

/**
 * Sends the commands of one device: each once, each with a deadline, no more at a time than the driver takes, the
 * others in order of asking; none ever rejects.
 */
export class CommandDesk {
  readonly #device: string;
  readonly #clock: Clock;
  readonly #observers: Pick<Observers, "each">;
  readonly #memory: CommandMemory;
  readonly #waiting = new Set<CommandRun>();
  readonly #running = new Set<CommandRun>();
  #asked = 0;
  #atOnce = 1;

  constructor(device: string, clock: Clock, observers: Pick<Observers, "each">) {
    this.#device = device;
    this.#clock = clock;
    this.#observers = observers;
    this.#memory = new CommandMemory(clock);
  }

  /** The connection is gone: what was sent is unknown, what waited is refused. */
  lost(): void {
    for (const run of [...this.#waiting, ...this.#running]) run.lost();
  }

  /** `table` is `undefined` while the device is not online. */
  async send(
    name: string,
    input: unknown,
    options: CommandOptions,
    table: CommandTable | undefined,
  ): Promise<CommandOutcome<unknown>> {
    const known = options.key === undefined ? undefined : this.#memory.recall(name, options.key);
    if (known !== undefined) return known;
    const asked = this.#clock.now();
    const outcome = this.#ask(name, input, options, table);
    if (options.key !== undefined) this.#memory.remember(name, options.key, outcome);
    const settled = await outcome;
    this.#observers.each((observer) => observer.command?.(name, settled.outcome, this.#clock.now() - asked));
    return settled;
  }

  #ask(
    name: string,
    input: unknown,
    options: CommandOptions,
    table: CommandTable | undefined,
  ): Promise<CommandOutcome<unknown>> {
    const { deadline = defaultDeadline, signal } = options;
    const command = table !== undefined && Object.hasOwn(table.commands, name) ? table.commands[name] : undefined;
    const refusal = this.#refusal(name, deadline, signal, table, command);
    if (refusal !== undefined || table === undefined) return Promise.resolve({ outcome: "refused", error: refusal! });
    this.#asked += 1;
    const key = options.key ?? `${this.#device}:${this.#clock.now()}:${this.#asked}`;
    const run = (command as Command).bind(table.commands);
    const wish = {
      device: this.#device,
      name,
      key,
      deadline,
      signal,
      run: (context: CommandContext) => run(input, context),
    };
    const waiting = new CommandRun(wish, this.#clock, this.#onSettled);
    this.#atOnce = table.atOnce;
    this.#waiting.add(waiting);
    this.#sendNext();
    return waiting.outcome;
  }

  readonly #onSettled = (run: CommandRun): void => {
    this.#waiting.delete(run);
    this.#running.delete(run);
    this.#sendNext();
  };

  #sendNext(): void {
    for (const run of this.#waiting) {
      if (this.#running.size >= this.#atOnce) return;
      this.#waiting.delete(run);
      this.#running.add(run);
      run.send();
    }
  }

  #refusal(
    name: string,
    deadline: number,
    signal: AbortSignal | undefined,
    table: CommandTable | undefined,
    command: unknown,
  ): AisleError | undefined {
    if (table === undefined) {
      const remedy = "Wait until `status$` says online.";
      return this.#error("device-not-online", `cannot ${name}: it is not online`, "device", remedy);
    }
    if (typeof command !== "function") {
      const remedy = "See its driver's README for its commands.";
      return this.#error("command-unsupported", `has no command "${name}"`, "usage", remedy);
    }
    if (!(deadline > 0)) {
      const remedy = "Give a positive deadline.";
      return this.#error("command-refused", `cannot ${name} within ${deadline} ms`, "usage", remedy);
    }
    if (signal?.aborted === true) {
      return this.#error("command-aborted", `was not asked to ${name}: the caller's signal was aborted`, "usage");
    }
    if (this.#waiting.size + this.#running.size >= mostAtOnce) {
      const message = `is still busy with ${mostAtOnce} commands`;
      return this.#error("commands-busy", message, "device", "Wait for their outcomes.");
    }
    return undefined;
  }

  #error(code: string, message: string, category: ErrorCategory, remedy?: string): AisleError {
    return new AisleError(code, `Device "${this.#device}" ${message}.`, {
      category,
      retryable: code === "device-not-online" || code === "commands-busy",
      ...(remedy !== undefined && { remedy }),
    });
  }
}
