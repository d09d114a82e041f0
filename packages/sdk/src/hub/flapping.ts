import type { StatusReason } from "../status/status.ts";
import type { Random } from "../time/clock.ts";
import type { SupervisionSettings } from "./supervision.ts";

type Settings = Pick<SupervisionSettings, "flappingLosses" | "flappingWithin" | "flappingRetry">;

/** Tells a device that comes and goes from one that is away, and how slowly to try it. */
export class Flapping {
  readonly #settings: Settings;
  /** Times of the last losses of a working connection, oldest first; never more than make it flap. */
  #losses: number[] = [];
  #active = false;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Whether the device is in the slow lane. */
  get active(): boolean {
    return this.#active;
  }

  /** A connection that was working is gone, at `now` (ms since the epoch). */
  lost(now: number): void {
    const { flappingLosses, flappingWithin } = this.#settings;
    // A time that lies ahead was noted before the host's clock was set back: it tells nothing.
    this.#losses = this.#losses.filter((at) => at <= now && now - at < flappingWithin);
    this.#losses.push(now);
    if (this.#losses.length > flappingLosses) this.#losses.shift();
    if (this.#losses.length >= flappingLosses) this.#active = true;
  }

  /** A connection held for a stable while, or the host wants it tried at once. */
  clear(): void {
    this.#losses = [];
    this.#active = false;
  }

  /** How long to wait in the slow lane (ms): half of it sure, so that it is slow; half by chance, so that many spread. */
  delay(random: Random): number {
    const { flappingRetry } = this.#settings;
    return Math.floor((flappingRetry / 2) * (1 + random()));
  }

  /** What the status says of the loss that `last` caused. */
  reason(last: StatusReason): StatusReason {
    const { flappingLosses, flappingWithin } = this.#settings;
    return {
      code: "flapping",
      message: `It came and went ${flappingLosses} times within ${flappingWithin / 1_000} s; at last: ${last.message}`,
      remedy: "Check its cable, connectors, power supply and network; it is tried again, but slowly.",
    };
  }
}
