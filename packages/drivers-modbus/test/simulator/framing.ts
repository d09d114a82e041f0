/** Modbus framing of the tests' own, written from the standard and not from the library that is tested. */

/** The checksum bit by bit (Modbus over Serial Line v1.02, appendix B), where the product has a table. */
export function slowCrc(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      const carry = crc & 1;
      crc >>= 1;
      if (carry === 1) crc ^= 0xa001;
    }
  }
  return crc;
}

export interface Framed {
  readonly unit: number;
  /** Function code and data. */
  readonly pdu: Uint8Array;
  /** Of TCP; 0 over a serial line. */
  readonly transaction: number;
}

/** Reads one whole request; `undefined` when it is none. */
export function readFrame(bytes: Uint8Array, tcp: boolean): Framed | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (tcp) {
    if (bytes.length < 8 || view.getUint16(2) !== 0 || view.getUint16(4) !== bytes.length - 6) return undefined;
    return { unit: bytes[6]!, pdu: bytes.slice(7), transaction: view.getUint16(0) };
  }
  const end = bytes.length - 2;
  if (end < 2 || view.getUint16(end, true) !== slowCrc(bytes.subarray(0, end))) return undefined;
  return { unit: bytes[0]!, pdu: bytes.slice(1, end), transaction: 0 };
}

export function writeFrame({ unit, pdu, transaction }: Framed, tcp: boolean): Uint8Array {
  if (tcp) {
    const length = pdu.length + 1;
    return Uint8Array.of(transaction >> 8, transaction & 255, 0, 0, length >> 8, length & 255, unit, ...pdu);
  }
  const body = Uint8Array.of(unit, ...pdu);
  const crc = slowCrc(body);
  return Uint8Array.of(...body, crc & 255, crc >> 8);
}
