import type { ModbusTransport } from "@aisle/sdk";
import type { Bus } from "./bus.ts";
import type { ModbusCounts } from "./counts.ts";
import type { ModbusRequest } from "./request.ts";

/** The bus as drivers use it, and what has happened on it. */
export interface ModbusBusTransport extends ModbusTransport {
  readonly counts: ModbusCounts;
}

/** The sdk's `ModbusTransport` on a bus. */
export function busTransport(bus: Bus): ModbusBusTransport {
  const words = (request: ModbusRequest, signal: AbortSignal | undefined): Promise<Uint16Array> =>
    quietly(async () => Uint16Array.from(await bus.ask(request, signal)));
  const bits = (request: ModbusRequest, signal: AbortSignal | undefined): Promise<readonly boolean[]> =>
    quietly(async () => (await bus.ask(request, signal)).map(Boolean));
  const nothing = (request: ModbusRequest, signal: AbortSignal | undefined): Promise<void> =>
    quietly(async () => {
      await bus.ask(request, signal);
    });
  return {
    readHoldingRegisters: (unit, address, count, signal) =>
      words({ verb: "read", table: "holding", unit, address, count }, signal),
    readInputRegisters: (unit, address, count, signal) =>
      words({ verb: "read", table: "input", unit, address, count }, signal),
    readCoils: (unit, address, count, signal) => bits({ verb: "read", table: "coils", unit, address, count }, signal),
    readDiscreteInputs: (unit, address, count, signal) =>
      bits({ verb: "read", table: "discrete", unit, address, count }, signal),
    writeRegisters: (unit, address, values, signal) =>
      nothing({ verb: "write", table: "holding", unit, address, values: [...values] }, signal),
    writeCoils: (unit, address, values, signal) =>
      nothing({ verb: "write", table: "coils", unit, address, values: values.map(Number) }, signal),
    get counts() {
      return bus.counts;
    },
  };
}

/** A driver that forgets to await must not end the process. */
function quietly<T>(work: () => Promise<T>): Promise<T> {
  const working = work();
  working.catch(() => undefined);
  return working;
}
