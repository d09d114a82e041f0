import type { ModbusTable, ModbusUnit } from "../wire/devices.ts";
import { exceptionOf, illegalAddress, illegalValue, ModbusException } from "./exceptions.ts";

/** The longest protocol data unit (Modbus Application Protocol v1.1b3, section 4.1). */
export const longestPdu = 253;

/** Most values in one request (sections 6.1 to 6.4, 6.11 and 6.12). */
const mostBitsRead = 2_000;
const mostWordsRead = 125;
const mostBitsWritten = 1_968;
const mostWordsWritten = 123;

const readTables: ReadonlyMap<number, ModbusTable> = new Map([
  [1, "coils"],
  [2, "discrete"],
  [3, "holding"],
  [4, "input"],
]);

/**
 * A unit's answer to one request: function code and data, without unit, header and checksum. What the protocol does
 * not allow, and what the unit raises, becomes an exception answer: this never throws.
 */
export function answerPdu(unit: ModbusUnit, pdu: Uint8Array): Uint8Array {
  const code = pdu[0] ?? 0;
  try {
    return answer(unit, code, pdu) ?? exception(code, ModbusException.IllegalFunction);
  } catch (thrown) {
    return exception(code, exceptionOf(thrown));
  }
}

/** The answer that says that a request was not carried out. */
export function exception(code: number, number: number): Uint8Array {
  return Uint8Array.of((code | 0x80) & 0xff, number);
}

/** Whether a function changes something, and so may be broadcast (Modbus over serial line v1.02, section 2.1). */
export function isWrite(code: number): boolean {
  return code === 5 || code === 6 || code === 15 || code === 16;
}

function answer(unit: ModbusUnit, code: number, pdu: Uint8Array): Uint8Array | undefined {
  const table = readTables.get(code);
  if (table !== undefined) return read(unit, table, pdu);
  if (code === 5 || code === 6) return writeOne(unit, code, pdu);
  if (code === 15 || code === 16) return writeMany(unit, code, pdu);
  return undefined;
}

function read(unit: ModbusUnit, table: ModbusTable, pdu: Uint8Array): Uint8Array {
  mustBe(pdu.length === 5);
  const bits = table === "coils" || table === "discrete";
  const [address, count] = range(pdu, bits ? mostBitsRead : mostWordsRead);
  const values = unit.read(table, address, count);
  if (values.length !== count || !values.every((value) => isValue(value, bits))) {
    return exception(pdu[0]!, ModbusException.DeviceFailure);
  }
  const size = bits ? Math.ceil(count / 8) : count * 2;
  const said = new Uint8Array(2 + size);
  said[0] = pdu[0]!;
  said[1] = size;
  if (bits) packBits(values, said);
  else packWords(values, said);
  return said;
}

function writeOne(unit: ModbusUnit, code: number, pdu: Uint8Array): Uint8Array {
  mustBe(pdu.length === 5);
  const value = word(pdu, 3);
  if (code === 5) {
    mustBe(value === 0xff00 || value === 0);
    unit.write("coils", word(pdu, 1), [value === 0 ? 0 : 1]);
  } else unit.write("holding", word(pdu, 1), [value]);
  return pdu.slice();
}

function writeMany(unit: ModbusUnit, code: number, pdu: Uint8Array): Uint8Array {
  mustBe(pdu.length >= 6);
  const bits = code === 15;
  const [address, count] = range(pdu, bits ? mostBitsWritten : mostWordsWritten);
  const size = bits ? Math.ceil(count / 8) : count * 2;
  mustBe(pdu[5] === size && pdu.length === 6 + size);
  const values = Array.from({ length: count }, (_, index) =>
    bits ? (pdu[6 + (index >> 3)]! >> (index & 7)) & 1 : word(pdu, 6 + index * 2),
  );
  unit.write(bits ? "coils" : "holding", address, values);
  return pdu.slice(0, 5);
}

/** Address and count, both within the protocol's limits. */
function range(pdu: Uint8Array, most: number): readonly [address: number, count: number] {
  const address = word(pdu, 1);
  const count = word(pdu, 3);
  mustBe(count >= 1 && count <= most);
  if (address + count > 0x10000) throw illegalAddress("addresses up to 65535");
  return [address, count];
}

function mustBe(condition: boolean): void {
  if (!condition) throw illegalValue("a request of this length, count or value");
}

function isValue(value: number, bit: boolean): boolean {
  return Number.isInteger(value) && value >= 0 && value <= (bit ? 1 : 0xffff);
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}

/** Puts bits behind function code and size, the first in the lowest bit. */
function packBits(values: readonly number[], into: Uint8Array): void {
  for (let at = 0; at < values.length; at += 1) into[2 + (at >> 3)]! |= values[at]! << (at & 7);
}

/** Puts words behind function code and size, high byte first. */
function packWords(values: readonly number[], into: Uint8Array): void {
  for (let at = 0; at < values.length; at += 1) {
    into[2 + at * 2] = values[at]! >> 8;
    into[3 + at * 2] = values[at]!;
  }
}
