import type { CancelTimer, Clock, Direction, ModbusTransport, TurnstileMode } from "@aisle/sdk";
import type { Complaints } from "../polling/index.ts";
import type { TurnstileProfile } from "./profile.ts";
import { gatePartial, gateUnsupported, stillHeld } from "./refusals.ts";

/** So often it is tried to let a relay go again, so many ms apart. */
const releaseTries = 5;
const releaseEvery = 200;

/** The outputs of one relay module: pulses, and coils that are held. */
export class Relays {
  readonly #transport: ModbusTransport;
  readonly #unit: number;
  readonly #profile: TurnstileProfile;
  readonly #clock: Clock;
  readonly #complaints: Complaints;
  /** Coils that we hold for a moment, each with the timer that lets it go. */
  readonly #pulses = new Map<number, CancelTimer>();
  #closed = false;

  constructor(
    unit: number,
    profile: TurnstileProfile,
    { transport, clock, complaints }: { transport: ModbusTransport; clock: Clock; complaints: Complaints },
  ) {
    this.#transport = transport;
    this.#unit = unit;
    this.#profile = profile;
    this.#clock = clock;
    this.#complaints = complaints;
  }

  /** Whether a coil is held for a moment, so that it says nothing of the mode. */
  get pulsing(): boolean {
    return this.#pulses.size > 0;
  }

  coilOf(direction: Direction): number {
    const at = this.#profile.coils[direction];
    if (at === undefined) throw gateUnsupported(`coil that opens ${direction}`);
    return at;
  }

  /**
   * Opens for one person. Where the module does not take the coil back itself, the driver does, some ms later; until then
   * another pulse of the same coil is refused, for the turnstile would see one long pulse.
   */
  async pulse(direction: Direction, signal: AbortSignal): Promise<void> {
    const at = this.coilOf(direction);
    const { pulseMs } = this.#profile;
    if (this.#pulses.has(at)) throw stillHeld();
    // Also a write that nobody knows the outcome of may have closed the relay: it is let go of in any case.
    if (pulseMs !== undefined) this.#releaseIn(pulseMs, at, 1);
    await this.#transport.writeCoils(this.#unit, at, [true], signal);
  }

  /** Holds and lets go of coils for a mode; raises `modbus-gate-unsupported` where the module cannot. */
  async set(mode: TurnstileMode, signal: AbortSignal): Promise<void> {
    const { coils, pulseMs } = this.#profile;
    const free = mode === "free" || mode === "free-in" || mode === "free-out";
    if (free && coils.potential === undefined && pulseMs === undefined) throw gateUnsupported("potential control");
    if (mode === "locked" && coils.block === undefined) throw gateUnsupported("coil that blocks");
    if (mode !== "controlled" && mode !== "locked" && mode !== "free-in") this.coilOf("out");
    const held: [number, boolean][] = [[coils.in, mode === "free" || mode === "free-in"]];
    if (coils.out !== undefined) held.push([coils.out, mode === "free" || mode === "free-out"]);
    if (coils.block !== undefined) held.push([coils.block, mode === "locked"]);
    const potential: CoilWrite[] = coils.potential === undefined ? [] : [{ at: coils.potential, values: [free] }];
    // A coil that is held while the board takes it for a pulse would open for one person.
    const writes = free ? [...potential, ...runsOf(held)] : [...runsOf(held), ...potential];
    const pulsed = [...this.#pulses.keys()];
    for (const cancel of this.#pulses.values()) cancel();
    try {
      await this.#write(writes, signal);
    } catch (thrown) {
      // Whatever came of it, a coil that was held for a moment must not stay so.
      if (!this.#closed) for (const at of pulsed) this.#releaseIn(releaseEvery, at, 1);
      throw thrown;
    }
    for (const at of pulsed) this.#pulses.delete(at);
  }

  /** Lets go of the coils that are held for a moment: the connection ends. */
  async close(): Promise<void> {
    this.#closed = true;
    const held = [...this.#pulses.keys()];
    for (const cancel of this.#pulses.values()) cancel();
    this.#pulses.clear();
    const releasing = held.map((at) => this.#transport.writeCoils(this.#unit, at, [false]).catch(() => undefined));
    await Promise.all(releasing);
  }

  /** Raises `modbus-gate-partial` where a later write fails: then nobody knows how the turnstile stands. */
  async #write(writes: readonly CoilWrite[], signal: AbortSignal): Promise<void> {
    for (const [index, { at, values }] of writes.entries()) {
      try {
        await this.#transport.writeCoils(this.#unit, at, values, signal);
      } catch (thrown) {
        throw index === 0 ? thrown : gatePartial(thrown);
      }
    }
  }

  #releaseIn(ms: number, at: number, attempt: number): void {
    this.#pulses.get(at)?.();
    const cancel = this.#clock.schedule(ms, () => {
      this.#transport.writeCoils(this.#unit, at, [false]).then(
        () => {
          if (this.#pulses.get(at) !== cancel) return;
          this.#pulses.delete(at);
          this.#complaints.set("held", undefined);
        },
        () => {
          if (this.#pulses.get(at) !== cancel) return;
          if (attempt < releaseTries) this.#releaseIn(releaseEvery, at, attempt + 1);
          else this.#held(at);
        },
      );
    });
    this.#pulses.set(at, cancel);
  }

  #held(at: number): void {
    this.#pulses.delete(at);
    this.#complaints.set("held", {
      code: "hardware-fault",
      message: `Coil ${at} of Modbus unit ${this.#unit} could not be let go of; the turnstile may stand open.`,
      remedy: "Set its mode to `controlled`, or look at the relay module.",
    });
  }
}

interface CoilWrite {
  readonly at: number;
  readonly values: boolean[];
}

/** As few requests as there are runs of coils. */
function runsOf(coils: readonly (readonly [at: number, on: boolean])[]): readonly CoilWrite[] {
  const runs: CoilWrite[] = [];
  for (const [at, on] of [...coils].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last.at + last.values.length === at) last.values.push(on);
    else runs.push({ at, values: [on] });
  }
  return runs;
}
