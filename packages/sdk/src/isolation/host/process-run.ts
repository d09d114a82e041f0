import type { AisleError } from "../../errors/aisle-error.ts";
import { fromErrorRecord } from "../../errors/error-record.ts";
import type { Logger } from "../../hub/log.ts";
import type { CancelTimer, Clock } from "../../time/clock.ts";
import type { IsolationLimits } from "../limits.ts";
import type { BatchSettings } from "../protocol/batch-settings.ts";
import { decodeChildMessage } from "../protocol/decode.ts";
import { type ChildMessage, type FoundDriver, protocolVersion } from "../protocol/messages.ts";
import type { ChildEnd, ChildLink, SpawnChild } from "./child-link.ts";
import { Connection } from "./connection.ts";
import { OutputLines } from "./output-lines.ts";
import { away, endedBy, failed, hung, otherVersion, tooLarge } from "./process-errors.ts";
import type { ProcessCounters } from "./process-health.ts";

/** Silence is looked for this often in each span of it. */
const looks = 4;

/** What one life of a driver process is made from. */
export interface RunOptions {
  readonly name: string;
  readonly modules: readonly string[];
  readonly limits: IsolationLimits;
  readonly clock: Clock;
  readonly log: Logger;
  readonly spawn: SpawnChild;
  readonly counters: ProcessCounters;
}

/** Who hears of it. */
export interface RunListener {
  ready(connection: Connection, drivers: readonly FoundDriver[]): void;
  /** It is of no use any more; `mayHelp` tells whether another one may be. Said once, perhaps before it is gone. */
  lost(error: AisleError, mayHelp: boolean): void;
  /** The process is gone. Said once, after `lost`. */
  gone(): void;
}

/** One life of a driver process, from its start to its end: it is watched and bounded. */
export class ProcessRun {
  readonly #options: RunOptions;
  readonly #listener: RunListener;
  readonly #link: ChildLink;
  readonly #output: OutputLines;
  readonly #batch: BatchSettings;
  #connection: Connection | undefined;
  #cancel: CancelTimer = () => undefined;
  #silentLooks = 0;
  #noisy = false;
  #error: AisleError | undefined;
  #fatal: AisleError | undefined;
  rssBytes = 0;

  constructor(options: RunOptions, listener: RunListener) {
    const { limits, clock, log, modules, name } = options;
    this.#options = options;
    this.#listener = listener;
    this.#output = new OutputLines(log, clock);
    this.#batch = {
      every: limits.batchEvery,
      most: limits.batchMost,
      window: limits.batchWindow,
      waiting: limits.waitingMost,
    };
    this.#link = options.spawn(
      {
        message: (value) => {
          this.#heard(value);
        },
        output: (text) => {
          this.#output.write(text);
        },
        ended: (end) => {
          this.#ended(end);
        },
      },
      { heapMb: limits.heapMb },
    );
    this.#link.send({ type: "start", version: protocolVersion, modules, batch: this.#batch });
    this.#cancel = clock.schedule(limits.startWithin, () => {
      this.#fail(failed(name, `did not start within ${limits.startWithin} ms`));
    });
  }

  get pid(): number | undefined {
    return this.#link.pid;
  }

  /** Asks it to let go of everything and to exit, and kills it when it does not. */
  end(): void {
    const { clock, limits, name } = this.#options;
    this.#lose(away(name, "was ended by its host"), false);
    this.#link.send({ type: "end" });
    this.#cancel = clock.schedule(limits.endWithin, () => {
      this.#link.kill();
    });
  }

  #heard(value: unknown): void {
    this.#silentLooks = 0;
    const message = decodeChildMessage(value);
    if (message === undefined) this.#noise();
    else if (this.#connection === undefined || message.type === "pong" || message.type === "fatal") this.#own(message);
    else this.#hand(this.#connection, message);
  }

  #hand(connection: Connection, message: ChildMessage): void {
    try {
      connection.handle(message);
    } catch {
      // Columns of a batch that contradict each other.
      this.#noise();
    }
  }

  /** What concerns the process itself. */
  #own(message: ChildMessage): void {
    const { name, limits } = this.#options;
    switch (message.type) {
      case "ready":
        if (this.#error !== undefined) return;
        if (message.version === protocolVersion) this.#ready(message.drivers);
        else this.#fail(otherVersion(name, message.version, protocolVersion), false);
        return;
      case "refused":
        this.#fail(fromErrorRecord(message.error), false);
        return;
      case "fatal":
        this.#fatal = fromErrorRecord(message.error);
        return;
      case "pong":
        this.rssBytes = message.rssBytes;
        if (message.rssBytes > limits.memoryMb * 1_048_576) {
          this.#fail(tooLarge(name, message.rssBytes, limits.memoryMb));
        }
        return;
      default:
    }
  }

  #ready(drivers: readonly FoundDriver[]): void {
    const { clock, counters } = this.#options;
    this.#cancel();
    this.#connection = new Connection({
      send: (message) => {
        this.#link.send(message);
      },
      batch: this.#batch,
      counters,
      clock,
    });
    this.#look();
    this.#listener.ready(this.#connection, drivers);
  }

  /** It counts its own looks rather than compare times: a host that was busy itself loses no process. */
  #look(): void {
    const { clock, limits, name } = this.#options;
    this.#cancel = clock.schedule(limits.hungAfter / looks, () => {
      this.#silentLooks += 1;
      // The first look may come just after an answer: only one more than all of them spans the whole time.
      if (this.#silentLooks > looks) {
        this.#fail(hung(name, limits.hungAfter));
        return;
      }
      this.#link.send({ type: "ping" });
      this.#look();
    });
  }

  #noise(): void {
    if (this.#noisy) return;
    this.#noisy = true;
    this.#options.log.warn("A driver process sent what is no message of ours; it is left alone, and not told again.");
  }

  #fail(error: AisleError, mayHelp = true): void {
    if (this.#error !== undefined) return;
    this.#lose(error, mayHelp);
    this.#link.kill();
  }

  #lose(error: AisleError, mayHelp: boolean): void {
    this.#cancel();
    if (this.#error !== undefined) return;
    this.#error = error;
    // First the process, so that whoever opens anew at once does not get what is gone.
    this.#listener.lost(error, mayHelp);
    this.#connection?.lost(error);
  }

  #ended(end: ChildEnd): void {
    const { name } = this.#options;
    this.#output.end();
    const fatal = this.#fatal;
    this.#lose(fatal === undefined ? endedBy(name, end) : uncaught(name, fatal), true);
    this.#listener.gone();
  }
}

function uncaught(name: string, fatal: AisleError): AisleError {
  return failed(name, `threw what nobody caught: ${fatal.message}`, fatal.remedy, fatal);
}
