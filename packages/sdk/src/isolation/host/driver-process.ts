import type { AisleError } from "../../errors/aisle-error.ts";
import { retryDelay } from "../../hub/backoff.ts";
import type { Logger } from "../../hub/log.ts";
import type { CancelTimer, Clock, Random } from "../../time/clock.ts";
import type { IsolationLimits } from "../limits.ts";
import type { FoundDriver } from "../protocol/messages.ts";
import type { SpawnChild } from "./child-link.ts";
import type { Connection } from "./connection.ts";
import { away } from "./process-errors.ts";
import type { ProcessCounters, ProcessHealth } from "./process-health.ts";
import { ProcessRun } from "./process-run.ts";

/** What a driver process is made from. */
export interface ProcessOptions {
  /** For logs and errors. */
  readonly name: string;
  /** URLs of the modules that it imports. */
  readonly modules: readonly string[];
  readonly limits: IsolationLimits;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly spawn: SpawnChild;
  readonly counters: ProcessCounters;
}

interface Waiter {
  readonly resolve: (connection: Connection) => void;
  readonly reject: (error: AisleError) => void;
}

/** Keeps one driver process running until it is ended: one that died, hung or grew too large is replaced. */
export class DriverProcess {
  /** What it found in its modules, once it has. */
  drivers: readonly FoundDriver[] = [];
  readonly #options: ProcessOptions;
  #run: ProcessRun | undefined;
  #connection: Connection | undefined;
  #waiters: Waiter[] = [];
  #failures = 0;
  #readyAt = 0;
  #nextAt: number | undefined;
  #cancel: CancelTimer = () => undefined;
  /** Whether to start another one when the present one is gone. */
  #again = false;
  #ending: Promise<void> | undefined;
  #onGone: () => void = () => undefined;

  constructor(options: ProcessOptions) {
    this.#options = options;
  }

  /** The conversation with it, while it runs. */
  get connection(): Connection | undefined {
    return this.#connection;
  }

  get health(): Pick<ProcessHealth, "state" | "pid" | "rssBytes"> {
    const run = this.#run;
    const state = this.#connection !== undefined ? "running" : run !== undefined ? "starting" : "stopped";
    return {
      state: run === undefined && this.#nextAt !== undefined ? "waiting" : state,
      pid: run?.pid,
      rssBytes: run?.rssBytes ?? 0,
    };
  }

  /**
   * Resolves when it runs; starts it where it does not. Rejects with what keeps its modules from being used, and with
   * `parent-offline` while it waits after repeated failures or is being ended.
   */
  ready(): Promise<Connection> {
    const { name, clock } = this.#options;
    if (this.#connection !== undefined) return Promise.resolve(this.#connection);
    if (this.#ending !== undefined) return Promise.reject(away(name, "is being ended"));
    const wait = (this.#nextAt ?? 0) - clock.now();
    if (this.#run === undefined && this.#nextAt !== undefined && wait > 0) {
      return Promise.reject(away(name, `failed ${this.#failures} times in a row and is started again in ${wait} ms`));
    }
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      if (this.#run === undefined) this.#start();
    });
  }

  /** Ends it for good; every call gives the same promise, which resolves when it is gone. */
  end(): Promise<void> {
    if (this.#ending !== undefined) return this.#ending;
    this.#ending = new Promise((resolve) => {
      this.#onGone = resolve;
    });
    this.#cancel();
    this.#nextAt = undefined;
    if (this.#run === undefined) this.#onGone();
    else this.#run.end();
    return this.#ending;
  }

  #start(): void {
    this.#cancel();
    this.#nextAt = undefined;
    this.#options.counters.starts += 1;
    this.#run = new ProcessRun(this.#options, {
      ready: (connection, drivers) => {
        this.#ready(connection, drivers);
      },
      lost: (error, mayHelp) => {
        this.#lost(error, mayHelp);
      },
      gone: () => {
        this.#gone();
      },
    });
  }

  #ready(connection: Connection, drivers: readonly FoundDriver[]): void {
    const { clock, log } = this.#options;
    this.#connection = connection;
    this.#readyAt = clock.now();
    this.drivers = drivers;
    log.info("The driver process runs.", { pid: this.#run?.pid });
    for (const { resolve } of this.#takeWaiters()) resolve(connection);
  }

  #lost(error: AisleError, mayHelp: boolean): void {
    const { clock, limits, log } = this.#options;
    const held = this.#connection !== undefined && clock.now() - this.#readyAt >= limits.stableAfter;
    this.#connection = undefined;
    this.#again = mayHelp && this.#ending === undefined;
    if (this.#ending === undefined) {
      this.#failures = held ? 1 : this.#failures + 1;
      log.warn(error.message, { code: error.code, remedy: error.remedy, pid: this.#run?.pid });
    }
    for (const { reject } of this.#takeWaiters()) reject(error);
  }

  #gone(): void {
    this.#run = undefined;
    this.#onGone();
    // Somebody may wait already for the next one.
    if (this.#waiters.length > 0 && this.#ending === undefined) this.#start();
    else if (this.#again) this.#startLater();
  }

  /** At once after a first failure, then after waits that double. */
  #startLater(): void {
    const { clock, limits, random } = this.#options;
    const delay = this.#failures <= 1 ? 0 : retryDelay(this.#failures - 1, limits, random);
    this.#nextAt = clock.now() + delay;
    this.#cancel = clock.schedule(delay, () => {
      this.#start();
    });
  }

  #takeWaiters(): readonly Waiter[] {
    const waiters = this.#waiters;
    this.#waiters = [];
    return waiters;
  }
}
