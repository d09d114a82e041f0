import { type FakeModbusTransport, fakeModbusTransport } from "@aisle/sdk/testing";

/** A relay board of the profile `relay-io` on a fake bus: it takes pulses back and counts them, as the real one does. */
export interface FakeRelayBoard extends FakeModbusTransport {
  readonly coils: Record<number, boolean>;
  readonly inputs: Record<number, boolean>;
  readonly counts: Record<number, number>;
}

/** Values that a discrete input shows, one a poll, before it is what it is again. */
const shows = new WeakMap<object, Map<number, boolean[]>>();

export function fakeRelayBoard(unit = 1): FakeRelayBoard {
  const coils: Record<number, boolean> = { 0: false, 1: false, 2: false, 3: false };
  const inputs: Record<number, boolean> = Object.fromEntries(Array.from({ length: 7 }, (_, at) => [at, at === 2]));
  const counts: Record<number, number> = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [at, 0]));
  const bus = fakeModbusTransport({ [unit]: { coils, discrete: inputs, input: counts } });
  const shown = new Map<number, boolean[]>();
  shows.set(bus.units, shown);
  return {
    ...bus,
    coils,
    inputs,
    counts,
    readDiscreteInputs: async (asked, address, count) => {
      const bits = [...(await bus.readDiscreteInputs(asked, address, count))];
      for (const [at, values] of shown) bits[at - address] = values.shift() ?? bits[at - address] ?? false;
      return bits;
    },
    writeCoils: async (asked, address, values, signal) => {
      await bus.writeCoils(asked, address, values, signal);
      if (coils[3] === true) return;
      for (const direction of [0, 1]) {
        if (coils[direction] === true && values[direction - address] === true) {
          counts[6 + direction] = ((counts[6 + direction] ?? 0) + 1) & 0xffff;
        }
        coils[direction] = false;
      }
    },
  };
}

/** Lets an input be off, then on for a poll, then off again. */
export function blip(bus: FakeModbusTransport, input: number): void {
  shows.get(bus.units)?.set(input, [false, true, false]);
}
