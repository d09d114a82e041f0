import type { DriverReading, ModbusTransport, OpenDevice } from "@aisle/sdk";

/** How many plates a shelf has. */
const plates = 2;

/** Input registers from 0 on: grams on each plate, as a signed 16-bit number. */
export async function read(
  bus: ModbusTransport,
  unit: number,
  signal: AbortSignal,
): Promise<DriverReading<"weight-shelf">> {
  const registers = await bus.readInputRegisters(unit, 0, plates, signal);
  // A new array each time: what was emitted is never written to again.
  const grams = Float32Array.from(registers, (value) => (value << 16) >> 16);
  return { type: "weights", data: { grams, samples: 1, plates, dt: 0 } };
}

/** Coil n makes the load of plate n its zero. */
export function commandsOver(bus: ModbusTransport, unit: number): NonNullable<OpenDevice<"weight-shelf">["commands"]> {
  return {
    tare: async ({ plates: wanted = Array.from({ length: plates }, (_, plate) => plate) }, { signal }) => {
      for (const plate of wanted) await bus.writeCoils(unit, plate, [true], signal);
      return undefined;
    },
  };
}
