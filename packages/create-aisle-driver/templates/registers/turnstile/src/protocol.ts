import type { DriverReading, ModbusTransport, OpenDevice } from "@aisle/sdk";

/** Input registers 0 and 1: how many have entered and left. */
export async function read(
  bus: ModbusTransport,
  unit: number,
  signal: AbortSignal,
): Promise<DriverReading<"turnstile">> {
  const [entered = 0, left = 0] = await bus.readInputRegisters(unit, 0, 2, signal);
  return { type: "counters", data: { in: entered, out: left } };
}

/** Coil 0 lets one person in, coil 1 one out; the board takes the coil back by itself. */
export function commandsOver(bus: ModbusTransport, unit: number): NonNullable<OpenDevice<"turnstile">["commands"]> {
  return {
    admit: async ({ direction }, { signal }) => {
      await bus.writeCoils(unit, direction === "in" ? 0 : 1, [true], signal);
      return undefined;
    },
  };
}
