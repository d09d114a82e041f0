import { AisleError } from "@aisle/sdk";

/** The four tables of a unit (Modbus Application Protocol v1.1b3, section 4.3). */
export type ModbusTable = "holding" | "input" | "coils" | "discrete";

/** Read `count` registers or bits. */
export interface ReadRequest {
  readonly verb: "read";
  readonly table: ModbusTable;
  readonly unit: number;
  readonly address: number;
  readonly count: number;
}

/** Write registers, or coils as 0 and 1. */
export interface WriteRequest {
  readonly verb: "write";
  readonly table: "holding" | "coils";
  readonly unit: number;
  readonly address: number;
  readonly values: readonly number[];
}

export type ModbusRequest = ReadRequest | WriteRequest;

/** Most that one request may read (sections 6.1 to 6.4) or write (6.11, 6.12). */
const mostRead = { holding: 125, input: 125, coils: 2_000, discrete: 2_000 } as const;
const mostWritten = { holding: 123, coils: 1_968 } as const;
const readFunctions = { coils: 1, discrete: 2, holding: 3, input: 4 } as const;
const words = { holding: "holding registers", input: "input registers", coils: "coils", discrete: "discrete inputs" };

/** Whether the table holds bits rather than 16-bit words. */
export function holdsBits(table: ModbusTable): boolean {
  return table === "coils" || table === "discrete";
}

/** How many registers or bits the request is about. */
export function countOf(request: ModbusRequest): number {
  return request.verb === "read" ? request.count : request.values.length;
}

/** Most registers or bits of this table that one request may read. */
export function mostReadOf(table: ModbusTable): number {
  return mostRead[table];
}

/** One value is written by functions 5 and 6, which nearly every unit has; several by 15 and 16. */
export function functionOf(request: ModbusRequest): number {
  if (request.verb === "read") return readFunctions[request.table];
  const single = request.values.length === 1;
  if (request.table === "coils") return single ? 5 : 15;
  return single ? 6 : 16;
}

/** The request in words, for messages: `read input registers 4 to 43 of unit 3`. */
export function describeRequest(request: ModbusRequest): string {
  const { verb, table, unit, address } = request;
  const last = address + countOf(request) - 1;
  return `${verb} ${words[table]} ${address}${last > address ? ` to ${last}` : ""} of unit ${unit}`;
}

/**
 * Refuses what Modbus cannot carry, before anything is sent: units 1 to 247 (0 to 255 over TCP), addresses 0 to 65535,
 * counts, and values of 16 bits. Raises `modbus-request-invalid`.
 */
export function checkRequest(request: ModbusRequest, overTcp: boolean): void {
  const { unit, address, table } = request;
  const [lowest, highest] = overTcp ? [0, 255] : [1, 247];
  check("unit", unit, lowest, highest, request);
  check("address", address, 0, 65_535, request);
  const most = request.verb === "read" ? mostRead[table] : mostWritten[request.table];
  check("count", countOf(request), 1, Math.min(most, 65_536 - address), request);
  if (request.verb === "read") return;
  const greatest = holdsBits(table) ? 1 : 65_535;
  for (const value of request.values) check("value", value, 0, greatest, request);
}

function check(what: string, value: number, least: number, most: number, request: ModbusRequest): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new AisleError(
    "modbus-request-invalid",
    `Cannot ${describeRequest(request)}: the ${what} is ${value}, expected a whole number from ${least} to ${most}.`,
    { category: "usage", remedy: "Correct the unit, address, count or value in the device's settings or its driver." },
  );
}
