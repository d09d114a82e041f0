import type { DriverReading, Reading } from "../readings/reading.ts";
import { shapeCheck } from "../readings/shape.ts";
import type { Clock } from "../time/clock.ts";
import type { DeviceClock } from "../time/device-clock.ts";

/** Makes readings of what the driver of one device emits: checks, stamps and counts them. */
export class Intake {
  readonly #device: string;
  readonly #kind: string;
  readonly #clock: Clock;
  readonly #check: (emission: unknown) => string | undefined;
  readonly #deviceClock: DeviceClock;
  #seq = 0;

  constructor(device: string, kind: string, clock: Clock, deviceClock: DeviceClock) {
    this.#deviceClock = deviceClock;
    this.#device = device;
    this.#kind = kind;
    this.#clock = clock;
    this.#check = shapeCheck(kind);
  }

  /** What is wrong with the emission, or `undefined`. */
  problem(emission: unknown): string | undefined {
    try {
      return this.#check(emission);
    } catch {
      return "it cannot even be looked at";
    }
  }

  /** The one envelope of a reading, stamped with the moment it came. */
  stamp(reading: DriverReading, run: number): Reading {
    const receivedAt = this.#clock.now();
    const { at } = reading;
    this.#seq += 1;
    const stamped = {
      device: this.#device,
      kind: this.#kind,
      type: reading.type,
      at: at === undefined ? receivedAt : this.#deviceClock.correct(at, receivedAt),
      receivedAt,
      run,
      seq: this.#seq,
      data: reading.data,
    };
    return stamped as Reading;
  }
}
