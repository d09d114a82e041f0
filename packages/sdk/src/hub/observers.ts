import type { DeviceKind } from "../devices/kinds.ts";
import { toReason } from "../errors/reason.ts";
import type { Reading } from "../readings/reading.ts";
import type { DeviceStatus } from "../status/status.ts";
import type { Logger } from "./log.ts";
import type { DeviceObserver, HubObserver } from "./observer.ts";

/** Tells everyone who counts what one device does. */
export class Observers {
  readonly #id: string;
  readonly #kind: DeviceKind;
  readonly #log: Logger;
  readonly #own = new Map<HubObserver, DeviceObserver>();
  /** The same, for the hot path. */
  #list: readonly DeviceObserver[] = [];
  #failed = false;

  constructor(id: string, kind: DeviceKind, log: Logger) {
    this.#id = id;
    this.#kind = kind;
    this.#log = log;
  }

  add(observer: HubObserver, status: DeviceStatus): void {
    try {
      const own = observer.device(this.#id, this.#kind);
      if (own === undefined) return;
      this.#own.set(observer, own);
      this.#list = [...this.#own.values()];
      own.status?.(status);
    } catch (thrown) {
      this.#onThrown(thrown);
    }
  }

  remove(observer: HubObserver): void {
    this.#own.delete(observer);
    this.#list = [...this.#own.values()];
  }

  /** The same as `each`, for what comes most often: nothing is allocated for it. */
  reading(reading: Reading): void {
    for (const observer of this.#list) {
      try {
        observer.reading?.(reading);
      } catch (thrown) {
        this.#onThrown(thrown);
      }
    }
  }

  each(tell: (observer: DeviceObserver) => void): void {
    for (const observer of this.#list) {
      try {
        tell(observer);
      } catch (thrown) {
        this.#onThrown(thrown);
      }
    }
  }

  /** Once is enough: it may throw with every reading. */
  #onThrown(thrown: unknown): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#log.error(`An observer of the hub threw: ${toReason(thrown).message}`);
  }
}
