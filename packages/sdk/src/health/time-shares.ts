import { isOutOfService, isWorking } from "../status/machine.ts";
import type { DeviceStatus } from "../status/status.ts";

/** How long a device worked, and how long it should have, in milliseconds. */
export class TimeShares {
  #status: DeviceStatus;
  #countedTo: number;
  #working = 0;
  #inService = 0;

  constructor(status: DeviceStatus, now: number) {
    this.#status = status;
    this.#countedTo = now;
  }

  change(status: DeviceStatus, now: number): void {
    this.#count(now);
    this.#status = status;
  }

  /** The share of the time in service that it worked, 0 to 1; `undefined` before there was any. */
  uptime(now: number): number | undefined {
    this.#count(now);
    return this.#inService > 0 ? this.#working / this.#inService : undefined;
  }

  #count(now: number): void {
    // A clock that was put back gives no time back.
    const spent = Math.max(0, now - this.#countedTo);
    this.#countedTo = now;
    const { state } = this.#status;
    if (isOutOfService(this.#status) || state === "idle" || state === "closing" || state === "closed") return;
    this.#inService += spent;
    if (isWorking(this.#status)) this.#working += spent;
  }
}
