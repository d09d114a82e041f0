import { AisleError } from "../errors/aisle-error.ts";
import type { ModbusTransport } from "../transports/transports.ts";

/** What one unit on a fake Modbus bus holds, by address; a test may write to it at any time. */
export interface FakeModbusUnit {
  /** 16-bit values. */
  readonly holding?: Record<number, number>;
  readonly input?: Record<number, number>;
  readonly coils?: Record<number, boolean>;
  readonly discrete?: Record<number, boolean>;
}

/** A Modbus bus under a test's hand. */
export interface FakeModbusTransport extends ModbusTransport {
  /** The units on the bus by their number; take one away and it no longer answers. */
  readonly units: Map<number, FakeModbusUnit>;
  /** Every request, as in `read holding 1:40000+2`. */
  readonly requests: readonly string[];
}

/**
 * Makes a Modbus bus with these units. A unit that is not there raises `timeout`, an address that it does not hold
 * `modbus-illegal-address` (exception 2 of the Modbus Application Protocol v1.1b3, section 7).
 */
export function fakeModbusTransport(registers: Readonly<Record<number, FakeModbusUnit>>): FakeModbusTransport {
  const units = new Map(Object.entries(registers).map(([unit, held]) => [Number(unit), held]));
  const requests: string[] = [];

  const table = <T extends keyof FakeModbusUnit>(
    verb: string,
    name: T,
    unit: number,
    address: number,
    count: number,
  ) => {
    requests.push(`${verb} ${name} ${unit}:${address}+${count}`);
    const held = units.get(unit);
    if (held === undefined) {
      throw new AisleError("timeout", `Modbus unit ${unit} does not answer.`, {
        category: "transport",
        retryable: true,
      });
    }
    const values = held[name];
    for (let at = address; at < address + count; at += 1) {
      if (values !== undefined && at in values) continue;
      throw new AisleError("modbus-illegal-address", `Modbus unit ${unit} has no ${name} ${at}.`, {
        category: "device",
      });
    }
    return values as NonNullable<FakeModbusUnit[T]>;
  };
  const slice = <V>(values: Readonly<Record<number, V>>, address: number, count: number): V[] =>
    Array.from({ length: count }, (_, index) => values[address + index] as V);

  return {
    units,
    requests,
    readHoldingRegisters: async (unit, address, count) =>
      Uint16Array.from(slice(table("read", "holding", unit, address, count), address, count)),
    readInputRegisters: async (unit, address, count) =>
      Uint16Array.from(slice(table("read", "input", unit, address, count), address, count)),
    readCoils: async (unit, address, count) => slice(table("read", "coils", unit, address, count), address, count),
    readDiscreteInputs: async (unit, address, count) =>
      slice(table("read", "discrete", unit, address, count), address, count),
    async writeRegisters(unit, address, values) {
      const held = table("write", "holding", unit, address, values.length);
      values.forEach((value, index) => {
        held[address + index] = value;
      });
    },
    async writeCoils(unit, address, values) {
      const held = table("write", "coils", unit, address, values.length);
      values.forEach((value, index) => {
        held[address + index] = value;
      });
    },
  };
}
