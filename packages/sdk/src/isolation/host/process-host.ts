import type { Logger } from "../../hub/log.ts";
import type { Clock } from "../../time/clock.ts";
import type { FoundDriver } from "../protocol/messages.ts";
import type { Connection } from "./connection.ts";
import { DriverProcess, type ProcessOptions } from "./driver-process.ts";
import type { ProcessCounters, ProcessHealth } from "./process-health.ts";

/** The services of the hub that holds a process. */
export interface HolderServices {
  readonly clock: Clock;
  readonly log: Logger;
}

/** A right to a process: it runs as long as anybody has one. */
export interface Lease {
  /** The conversation with it; starts it where it does not run. Rejects as `DriverProcess.ready` does. */
  ready(): Promise<Connection>;
  /** Resolves, where this was the last right to it, when it is gone; safe to call twice. */
  release(): Promise<void>;
}

/** Shares one driver process among all who use it. */
export class ProcessHost {
  readonly name: string;
  readonly #options: Omit<ProcessOptions, "clock" | "log" | "counters">;
  readonly #counters: ProcessCounters = { starts: 0, readings: 0, batches: 0, dropped: 0 };
  #process: DriverProcess | undefined;
  #holders = 0;
  #ending: Promise<void> = Promise.resolve();
  #found: readonly FoundDriver[] = [];

  constructor(options: Omit<ProcessOptions, "clock" | "log" | "counters">) {
    this.name = options.name;
    this.#options = options;
  }

  lease({ clock, log }: HolderServices): Lease {
    this.#holders += 1;
    const counters = this.#counters;
    // Services of the first that holds it: all that do are of one hub.
    const process = (this.#process ??= new DriverProcess({ ...this.#options, clock, log, counters }));
    let held = true;
    return {
      ready: async () => {
        // The one before has to let go of its ports first.
        await this.#ending;
        return process.ready();
      },
      release: () => {
        if (held) this.#release(process);
        held = false;
        return this.#ending;
      },
    };
  }

  /** The conversation with it, if it runs. */
  get connection(): Connection | undefined {
    return this.#process?.connection;
  }

  /** The drivers as the process found them; none before it ever ran. */
  get found(): readonly FoundDriver[] {
    if (this.#process !== undefined && this.#process.drivers.length > 0) this.#found = this.#process.drivers;
    return this.#found;
  }

  get health(): ProcessHealth {
    const stopped = { state: "stopped", pid: undefined, rssBytes: 0 } as const;
    return { name: this.name, ...this.#counters, ...(this.#process?.health ?? stopped) };
  }

  #release(process: DriverProcess): void {
    this.#holders -= 1;
    if (this.#holders > 0) return;
    this.#process = undefined;
    this.#ending = process.end();
  }
}
