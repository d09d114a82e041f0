import {
  type AisleError,
  type Clock,
  type DriverReading,
  type ModbusTransport,
  type TurnstileMode,
  toAisleError,
} from "@aisle/sdk";
import { type Complaints, Pace } from "../polling/index.ts";
import { modeOf } from "./decode.ts";
import { GateReader } from "./gate-reader.ts";
import { GateWatch } from "./gate-watch.ts";
import { PollWaiters } from "./poll-waiters.ts";
import { Relays } from "./relays.ts";
import { profileOf, type TurnstileSettings } from "./settings.ts";

/** So often in a row the module said no, or nonsense: then the device is lost, with what it said as the reason. */
const mostRefusals = 3;
/** The mode is read once in so many ms: nobody but us and people at the module change it. */
const modeEvery = 1_000;
/** Polls after which a board that began anew is well again. */
const wellAfter = 100;

/** What a turnstile is opened with. */
export interface GateContext {
  readonly transport: ModbusTransport;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly complaints: Complaints;
  readonly settings: TurnstileSettings;
}

/** Who hears of the turnstile. */
export interface GateListener {
  emit(reading: DriverReading<"turnstile">): void;
  fail(error: AisleError): void;
}

/** One turnstile: looks at it again and again, one poll at a time, and knows how it stands. */
export class Gate {
  readonly watch: GateWatch;
  readonly relays: Relays;
  readonly polls = new PollWaiters();
  mode: TurnstileMode | undefined;
  readonly #reader: GateReader;
  readonly #clock: Clock;
  readonly #complaints: Complaints;
  readonly #pace: Pace;
  readonly #modeTicks: number;
  #listener: GateListener | undefined;
  #busy = false;
  #modeIn = 0;
  #refusals = 0;
  #wellIn = 0;

  constructor({ transport, clock, signal, complaints, settings }: GateContext) {
    const profile = profileOf(settings);
    this.watch = new GateWatch(profile);
    this.relays = new Relays(settings.unit, profile, { transport, clock, complaints });
    this.#reader = new GateReader(transport, settings.unit, profile, signal);
    this.#clock = clock;
    this.#complaints = complaints;
    this.#pace = new Pace(settings.rate, complaints);
    this.#modeTicks = Math.ceil((modeEvery * settings.rate) / 1_000);
  }

  /** Tells this one from now on. */
  listen(listener: GateListener | undefined): void {
    this.#listener = listener;
  }

  emit(readings: readonly DriverReading<"turnstile">[]): void {
    for (const reading of readings) this.#listener?.emit(reading);
  }

  /** The mode was changed, or may have been: it is read with the next poll. */
  lookAtMode(): void {
    this.#modeIn = 0;
  }

  /** The time for a poll has come; `missed` others before it have passed. */
  tick(missed: number): void {
    this.#pace.tick(missed, !this.#busy);
    if (this.#busy) return;
    this.#busy = true;
    this.#poll().then(
      () => {
        this.#busy = false;
      },
      (thrown: unknown) => {
        this.#busy = false;
        this.#failed(toAisleError(thrown));
      },
    );
  }

  async #poll(): Promise<void> {
    const poll = this.polls.begin();
    const image = await this.#reader.image();
    const withMode = this.#modeIn <= 0;
    this.#modeIn -= 1;
    const { pulsing } = this.relays;
    const coils = withMode && !pulsing ? await this.#reader.coils() : undefined;
    this.#refusals = 0;
    const { readings, restarted } = this.watch.look(image, this.#clock.now());
    this.emit(readings);
    // A pulse that began meanwhile is no mode.
    if (coils !== undefined && !this.relays.pulsing) {
      this.#modeIn = this.#modeTicks;
      const mode = modeOf(coils);
      if (mode !== this.mode) this.emit([{ type: "mode", data: { mode } }]);
      this.mode = mode;
    }
    this.#judge(restarted);
    this.polls.done(poll);
  }

  #judge(restarted: boolean): void {
    this.#wellIn = restarted ? wellAfter : Math.max(0, this.#wellIn - 1);
    if (restarted) {
      this.#complaints.set("restart", {
        code: "hardware-fault",
        message: "The turnstile's counters went back: its board has begun anew, and passages may be missing.",
        remedy: "Check the board's power supply.",
      });
    } else if (this.#wellIn === 0) this.#complaints.set("restart", undefined);
  }

  #failed(error: AisleError): void {
    const plain = error.category !== "transport";
    this.#refusals = plain ? this.#refusals + 1 : 0;
    if (error.code === "device-gone" || this.#refusals >= mostRefusals) this.#listener?.fail(error);
  }
}
