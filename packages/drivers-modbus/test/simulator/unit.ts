import type { ModbusTable } from "../../src/transport/request.ts";

/** What every unit holds where nobody has written: so that a value tells whose it is. */
export function valueAt(unit: number, table: ModbusTable, address: number): number {
  const mixed = (unit * 2_654_435_761 + address * 40_503 + table.length * 977) >>> 0;
  return table === "coils" || table === "discrete" ? (mixed >>> 7) & 1 : (mixed >>> 9) & 0xffff;
}

/** Nothing lies at these addresses and above. */
export const firstIllegalAddress = 60_000;

const tables: Readonly<Record<number, ModbusTable>> = { 1: "coils", 2: "discrete", 3: "holding", 4: "input" };

/** A Modbus unit that answers PDUs. */
export class SimulatedUnit {
  readonly number: number;
  readonly written = new Map<string, number>();
  /** Whole PDUs that it was sent. */
  readonly heard: Uint8Array[] = [];
  /** Answers everything with this exception while it is set. */
  exception: number | undefined;
  /** More registers than this at once are refused with exception 2. */
  longestRead = 2_000;

  constructor(number: number) {
    this.number = number;
  }

  value(table: ModbusTable, address: number): number {
    return this.written.get(`${table} ${address}`) ?? valueAt(this.number, table, address);
  }

  answer(pdu: Uint8Array): Uint8Array {
    this.heard.push(pdu);
    const code = pdu[0]!;
    const refuse = (exception: number): Uint8Array => Uint8Array.of(code | 0x80, exception);
    if (this.exception !== undefined) return refuse(this.exception);
    const view = new DataView(pdu.buffer, pdu.byteOffset, pdu.length);
    const address = view.getUint16(1);
    const count = code === 5 || code === 6 ? 1 : view.getUint16(3);
    if (address + count > firstIllegalAddress || count > this.longestRead) return refuse(2);
    const table = tables[code];
    if (table !== undefined) return this.#read(code, table, address, count);
    switch (code) {
      case 5:
        this.written.set(`coils ${address}`, view.getUint16(3) === 0xff00 ? 1 : 0);
        return pdu.slice(0, 5);
      case 6:
        this.written.set(`holding ${address}`, view.getUint16(3));
        return pdu.slice(0, 5);
      case 15:
        for (let n = 0; n < count; n += 1)
          this.written.set(`coils ${address + n}`, (pdu[6 + (n >> 3)]! >> (n & 7)) & 1);
        return pdu.slice(0, 5);
      case 16:
        for (let n = 0; n < count; n += 1) this.written.set(`holding ${address + n}`, view.getUint16(6 + 2 * n));
        return pdu.slice(0, 5);
      default:
        return refuse(1);
    }
  }

  #read(code: number, table: ModbusTable, address: number, count: number): Uint8Array {
    const values = Array.from({ length: count }, (_, n) => this.value(table, address + n));
    if (code >= 3) return Uint8Array.of(code, count * 2, ...values.flatMap((value) => [value >> 8, value & 255]));
    const bytes = new Uint8Array(Math.ceil(count / 8));
    values.forEach((value, n) => {
      bytes[n >> 3]! |= value << (n & 7);
    });
    return Uint8Array.of(code, bytes.length, ...bytes);
  }
}
