import type { ByteDevice, ModbusUnit } from "../wire/devices.ts";

/** The units of a bus by number: 1 to 247 on a serial line, 0 to 255 over TCP. May change while it is served. */
export type ModbusUnits = ReadonlyMap<number, ModbusUnit>;

/** A bus that is served to whoever connects. */
export interface ModbusServer extends ByteDevice {
  readonly counters: ModbusCounters;
}

/** What a served bus has done since it was made. */
export interface ModbusCounters {
  /** Whole requests that came, to units that are there and others. */
  requests: number;
  /** Answers that are no exceptions. */
  answers: number;
  exceptions: number;
  /** Requests that were carried out by every unit, without an answer. */
  broadcasts: number;
  /** Requests to a unit that is not there. */
  strangers: number;
  /** Frames that were none: a wrong checksum or header, or broken off. */
  damaged: number;
}

/** Counters that stand at nothing. */
export function noTraffic(): ModbusCounters {
  return { requests: 0, answers: 0, exceptions: 0, broadcasts: 0, strangers: 0, damaged: 0 };
}

/** Counts an answer on its way out. */
export function countAnswer(counters: ModbusCounters, pdu: Uint8Array): void {
  if ((pdu[0]! & 0x80) === 0) counters.answers += 1;
  else counters.exceptions += 1;
}
