import { errorCodes } from "@aisle/sdk";
import { expect, it } from "vitest";
import { type Mode, openBus } from "../../test/simulator/index.ts";
import { modbusErrorCodes } from "../error-codes.ts";

const modes: readonly Mode[] = ["tcp", "rtu"];
const codes = [
  [1, "modbus-illegal-function", "device", "device"],
  [2, "modbus-illegal-address", "device", "device"],
  [3, "modbus-illegal-value", "device", "device"],
  [4, "modbus-device-failure", "device", "transport"],
  [5, "modbus-acknowledge", "device", "transport"],
  [6, "modbus-busy", "device", "device"],
  [7, "modbus-negative-acknowledge", "device", "device"],
  [8, "modbus-memory-parity", "device", "transport"],
  [10, "modbus-gateway-path", "transport", "transport"],
  [11, "modbus-gateway-target", "transport", "transport"],
  [99, "modbus-exception", "device", "transport"],
] as const;

it.each(modes.flatMap((mode) => codes.map((code) => [mode, ...code] as const)))(
  "over %s exception %i of a unit is %s, of a read in category %s and of a write in %s",
  async (mode, exception, code, ofRead, ofWrite) => {
    const { bus, clock, simulated } = await openBus(mode);
    simulated.unit(2).exception = exception;
    const read = bus.readHoldingRegisters(2, 30, 4);
    const write = bus.writeRegisters(2, 30, Uint16Array.of(1, 2));
    const said = Promise.allSettled([read, write]);
    await clock.run(clock.now() + 3_000);
    await expect(said).resolves.toMatchObject([
      { reason: { code, category: ofRead, remedy: expect.any(String) } },
      { reason: { code, category: ofWrite } },
    ]);
    await expect(read).rejects.toThrow(/read holding registers 30 to 33 of unit 2.*exception/);
    expect({ ...errorCodes, ...modbusErrorCodes }).toHaveProperty(code);
  },
);

it("an exception is an answer: a unit that only refuses is asked as often as the others", async () => {
  const { bus, clock, simulated } = await openBus("tcp");
  simulated.unit(1).exception = 6;
  for (let round = 0; round < 10; round += 1) {
    const busy = bus.readInputRegisters(1, 0, 1);
    await Promise.all([expect(busy).rejects.toMatchObject({ code: "modbus-busy" }), clock.run(clock.now() + 1)]);
  }
  expect(simulated.requests).toHaveLength(10);
});
