import type { CancelTimer, Clock, Logger } from "@aisle/sdk";

/** Most often that dropped bytes are logged (ms). */
const everyMs = 60_000;

/** Logs that bytes were dropped: at once, then at most once a minute, with what has come together meanwhile. */
export class DroppedLog {
  readonly #clock: Clock;
  readonly #log: Logger;
  #logged = 0;
  #total = 0;
  #pause: CancelTimer | undefined;

  constructor(clock: Clock, log: Logger) {
    this.#clock = clock;
    this.#log = log;
  }

  /** So many bytes were dropped since the bus was opened. */
  note(total: number): void {
    this.#total = total;
    if (this.#pause !== undefined || total === this.#logged) return;
    this.#log.warn("Bytes on a Modbus bus were nobody's answer: noise, or late or double answers. They were dropped.", {
      bytes: total - this.#logged,
      since: total,
    });
    this.#logged = total;
    this.#pause = this.#clock.schedule(everyMs, () => {
      this.#pause = undefined;
      this.note(this.#total);
    });
  }

  close(): void {
    this.#pause?.();
  }
}
