import type { Logger } from "../../hub/log.ts";
import type { Clock } from "../../time/clock.ts";

/** While it goes on, dropped readings are told of this often. */
const everyMs = 10_000;

/** Tells the log of readings that a driver process had to drop: the first at once, then sums. */
export class DropNotice {
  readonly #clock: Clock;
  readonly #byId = new Map<number, { untold: number; toldAt: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(id: number, count: number, log: Logger): void {
    const now = this.#clock.now();
    const drops = this.#byId.get(id) ?? { untold: 0, toldAt: Number.NEGATIVE_INFINITY };
    this.#byId.set(id, drops);
    drops.untold += count;
    if (now - drops.toldAt < everyMs && now >= drops.toldAt) return;
    tell(drops.untold, log);
    drops.untold = 0;
    drops.toldAt = now;
  }

  /** The device is closed. */
  end(id: number, log: Logger): void {
    const untold = this.#byId.get(id)?.untold ?? 0;
    this.#byId.delete(id);
    if (untold > 0) tell(untold, log);
  }
}

function tell(count: number, log: Logger): void {
  log.warn(`The host did not keep up: ${count} readings were dropped in the driver process, the oldest first.`, {
    dropped: count,
  });
}
