import type { CommandOutcome } from "../devices/device.ts";
import type { DeviceKind } from "../devices/kinds.ts";
import type { DeviceObserver } from "../hub/observer.ts";
import type { Reading } from "../readings/reading.ts";
import { isOutOfService, isWorking } from "../status/machine.ts";
import type { DeviceState, DeviceStatus, StatusReason } from "../status/status.ts";
import type { Clock } from "../time/clock.ts";
import { LatencyHistogram, type LatencySummary } from "./latency-histogram.ts";
import { ReadingRate } from "./reading-rate.ts";
import { TimeShares } from "./time-shares.ts";

/** How one device does, and what it did since it was added or the counting began. Plain data. */
export interface DeviceHealth {
  readonly device: string;
  readonly kind: DeviceKind;
  readonly state: DeviceState;
  /** It works, as far as anybody can tell: it says nothing unasked, and cannot be asked. */
  readonly unwatched?: true;
  /** Why it is in this state, where all is not well. */
  readonly reason?: StatusReason;
  /** Since when it is in this state, ms since the epoch. */
  readonly since: number;
  /** Taken out of service by the host: nobody is to be alarmed. */
  readonly outOfService: boolean;
  /** Something is wrong that somebody should look at. Stays so while a lost device is being tried again. */
  readonly alarm: boolean;
  readonly readings: number;
  /** Readings that were stamped and then dropped. */
  readonly dropped: number;
  /** What its driver emitted that was no reading. */
  readonly noise: number;
  /** Readings a second over about the last minute. */
  readonly rate: number;
  /** Ms since the epoch. */
  readonly lastReadingAt?: number;
  /** From when something happened (`at`) to when the host got it; 0 where the device has no clock of its own. */
  readonly latency: LatencySummary;
  /** How often it was tried to connect, how often it was lost while it worked, and how often it came back from that. */
  readonly attempts: number;
  readonly losses: number;
  readonly reconnects: number;
  readonly commands: Readonly<Record<CommandOutcome<unknown>["outcome"], number>>;
  /** Share of the time in service that it worked, 0 to 1; missing before there was any. */
  readonly uptime?: number;
}

/** Counts what one device does. */
export class DeviceCounters implements DeviceObserver {
  readonly #device: string;
  readonly #kind: DeviceKind;
  readonly #clock: Clock;
  readonly #onClosed: (counters: DeviceCounters) => void;
  readonly #latency = new LatencyHistogram();
  readonly #rate = new ReadingRate();
  readonly #commands = { done: 0, refused: 0, unknown: 0 };
  #status: DeviceStatus;
  #shares: TimeShares;
  #alarm = false;
  #lost = false;
  #readings = 0;
  #dropped = 0;
  #noise = 0;
  /** In an array of its own: as a field, each new time would be a new object. NaN before the first. */
  readonly #lastReadingAt = new Float64Array([Number.NaN]);
  #attempts = 0;
  #losses = 0;
  #reconnects = 0;

  constructor(device: string, kind: DeviceKind, clock: Clock, onClosed: (counters: DeviceCounters) => void) {
    this.#device = device;
    this.#kind = kind;
    this.#clock = clock;
    this.#onClosed = onClosed;
    this.#status = { state: "idle", since: clock.now() };
    this.#shares = new TimeShares(this.#status, clock.now());
  }

  status(status: DeviceStatus): void {
    const before = this.#status;
    this.#status = status;
    this.#shares.change(status, this.#clock.now());
    const { state } = status;
    if (state === "connecting") this.#attempts += 1;
    if (state === "degraded" || state === "offline" || state === "blocked") this.#alarm = true;
    // While it is being tried again nothing is mended yet.
    else if (state !== "connecting") this.#alarm = false;
    if (isWorking(before) && (state === "offline" || state === "blocked")) {
      this.#losses += 1;
      this.#lost = true;
    }
    if (isWorking(status) && this.#lost) {
      this.#reconnects += 1;
      this.#lost = false;
    }
    if (state === "closed") this.#onClosed(this);
  }

  reading({ at, receivedAt }: Reading): void {
    this.#readings += 1;
    this.#lastReadingAt[0] = receivedAt;
    this.#latency.add(receivedAt - at);
    this.#rate.add(receivedAt);
  }

  dropped(count: number): void {
    this.#dropped += count;
  }

  noise(): void {
    this.#noise += 1;
  }

  command(_name: string, outcome: CommandOutcome<unknown>["outcome"]): void {
    this.#commands[outcome] += 1;
  }

  health(): DeviceHealth {
    const now = this.#clock.now();
    const status = this.#status;
    const reason = "reason" in status ? status.reason : undefined;
    const uptime = this.#shares.uptime(now);
    const [lastReadingAt = Number.NaN] = this.#lastReadingAt;
    return {
      device: this.#device,
      kind: this.#kind,
      state: status.state,
      ...("unwatched" in status && { unwatched: true as const }),
      ...(reason !== undefined && { reason }),
      since: status.since,
      outOfService: isOutOfService(status),
      alarm: this.#alarm,
      readings: this.#readings,
      dropped: this.#dropped,
      noise: this.#noise,
      rate: this.#rate.perSecond(now),
      ...(!Number.isNaN(lastReadingAt) && { lastReadingAt }),
      latency: this.#latency.summary(),
      attempts: this.#attempts,
      losses: this.#losses,
      reconnects: this.#reconnects,
      commands: { ...this.#commands },
      ...(uptime !== undefined && { uptime }),
    };
  }
}
