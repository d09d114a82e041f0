import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteOrders, type NumberFormat, numberFormats, rawAt, sizeOf, valueOf, wordOrders } from "./number-format.ts";

const anyOrder = fc.record({ word: fc.constantFrom(...wordOrders), byte: fc.constantFrom(...byteOrders) });
const numbers: Readonly<Record<NumberFormat, fc.Arbitrary<number>>> = {
  int16: fc.integer({ min: -0x8000, max: 0x7fff }),
  uint16: fc.integer({ min: 0, max: 0xffff }),
  int32: fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }),
  uint32: fc.integer({ min: 0, max: 0xffff_ffff }),
  float32: fc.float({ noNaN: true }),
};
const anyNumber = fc
  .constantFrom(...numberFormats)
  .chain((format) => numbers[format].map((value) => ({ format, value })));

/** Writes a number as a transmitter would, independently of how it is read. */
function encode(format: NumberFormat, value: number, order: { word: string; byte: string }): Uint16Array {
  const bytes = Buffer.alloc(2 * sizeOf(format));
  if (format === "float32") bytes.writeFloatBE(value);
  else if (format === "int32") bytes.writeInt32BE(value);
  else if (format === "uint32") bytes.writeUInt32BE(value);
  else if (format === "int16") bytes.writeInt16BE(value);
  else bytes.writeUInt16BE(value);
  if (order.byte === "low-first") bytes.swap16();
  const words = Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(2 * index));
  return Uint16Array.from(order.word === "low-first" ? words.reverse() : words);
}

describe("a number in registers", () => {
  it("is read as it was written, in every format, word order and byte order, wherever it stands", () => {
    fc.assert(
      fc.property(anyNumber, anyOrder, fc.integer({ min: 0, max: 5 }), ({ format, value }, order, offset) => {
        const registers = new Uint16Array(8).fill(0xabcd);
        registers.set(encode(format, value, order), offset);
        expect(valueOf(format, rawAt(format, order.word, order.byte, registers, offset))).toBe(value);
      }),
      { numRuns: 2_000 },
    );
  });

  it("reads as 0 beyond the end of an answer", () => {
    expect(rawAt("uint32", "high-first", "high-first", new Uint16Array(0), 3)).toBe(0);
  });
});
