/** How a number stands in registers. A register has 16 bits; what has 32 takes two. */
export const numberFormats = ["int16", "uint16", "int32", "uint32", "float32"] as const;
export type NumberFormat = (typeof numberFormats)[number];

export const wordOrders = ["high-first", "low-first"] as const;
/** Which half of a 32-bit number comes first. */
export type WordOrder = (typeof wordOrders)[number];

export const byteOrders = ["high-first", "low-first"] as const;
/** Which byte of a register comes first; Modbus says the high one, some transmitters differ. */
export type ByteOrder = (typeof byteOrders)[number];

const float = new DataView(new ArrayBuffer(4));

/** How many registers a number takes. */
export function sizeOf(format: NumberFormat): 1 | 2 {
  return format === "int16" || format === "uint16" ? 1 : 2;
}

/** The bits of a number at `offset`, in their right order, as an unsigned integer. */
export function rawAt(
  format: NumberFormat,
  wordOrder: WordOrder,
  byteOrder: ByteOrder,
  registers: Uint16Array,
  offset: number,
): number {
  const first = wordAt(byteOrder, registers, offset);
  if (sizeOf(format) === 1) return first;
  const second = wordAt(byteOrder, registers, offset + 1);
  return wordOrder === "high-first" ? first * 65_536 + second : second * 65_536 + first;
}

/** The number that these bits mean; not finite where a float is not. */
export function valueOf(format: NumberFormat, raw: number): number {
  switch (format) {
    case "uint16":
    case "uint32":
      return raw;
    case "int16":
      return raw > 0x7fff ? raw - 0x1_0000 : raw;
    case "int32":
      return raw > 0x7fff_ffff ? raw - 0x1_0000_0000 : raw;
    case "float32":
      float.setUint32(0, raw);
      return float.getFloat32(0);
  }
}

/**
 * Bits that makers put where there is no value, used unless a profile names others: the ends of a 32-bit number,
 * the lowest int16 and the highest uint16. A float says it by not being a number.
 */
export function usualSentinels(format: NumberFormat): readonly number[] {
  switch (format) {
    case "int16":
      return [0x8000];
    case "uint16":
      return [0xffff];
    case "int32":
      return [0x8000_0000, 0x7fff_ffff];
    case "uint32":
      return [0xffff_ffff];
    case "float32":
      return [];
  }
}

/** Registers beyond the end read as 0, so that a short image is never a reason to throw. */
function wordAt(byteOrder: ByteOrder, registers: Uint16Array, offset: number): number {
  const word = registers[offset] ?? 0;
  return byteOrder === "high-first" ? word : ((word & 0xff) << 8) | (word >>> 8);
}
