import { type Clock, type Hub, openHub, type Random, seededRandom, VirtualClock } from "@aisle/sdk";
import { makeDrivers, makeTransports } from "./drivers.ts";
import { Hardware } from "./hardware.ts";
import { buses, devices } from "./store.ts";

/** Every thing says something so often (ms). */
export const tickMs = 15_000;

/** A hub in virtual time with the things on the far end of its devices and buses. */
export class World {
  /** The true time. */
  readonly time: VirtualClock;
  readonly random: Random;
  /** The host's clock, which may be set. */
  readonly clock: Clock;
  hub!: Hub;
  /** What must not have happened. */
  readonly problems: string[] = [];
  readonly #things = new Map<string, Hardware>();
  #jump = 0;
  #cancelTick: () => void = () => undefined;

  constructor(seed: number) {
    this.time = new VirtualClock(1_700_000_000_000);
    this.random = seededRandom(seed);
    this.clock = {
      now: () => this.time.now() + this.#jump,
      schedule: (ms, task) => this.time.schedule(ms, task),
    };
  }

  async open(): Promise<void> {
    const find = (id: string): Hardware => this.thing(id);
    this.hub = await openHub({
      drivers: makeDrivers(find),
      transports: makeTransports(find),
      buses,
      devices,
      clock: this.clock,
      random: this.random,
    });
    this.#tick();
  }

  thing(id: string): Hardware {
    let thing = this.#things.get(id);
    if (thing === undefined) {
      thing = new Hardware(this.clock);
      this.#things.set(id, thing);
    }
    return thing;
  }

  things(): Iterable<Hardware> {
    return this.#things.values();
  }

  /** Sets the host's clock by so much. */
  setClock(ms: number): void {
    this.#jump += ms;
  }

  /** Lets the things fall silent for good, so that nothing of theirs is left. */
  stop(): void {
    this.#cancelTick();
    for (const thing of this.things()) thing.heal();
  }

  int(below: number): number {
    return Math.floor(this.random() * below);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)]!;
  }

  #tick(): void {
    this.#cancelTick = this.time.schedule(tickMs, () => {
      for (const thing of this.things()) thing.tick();
      this.#tick();
    });
  }
}
