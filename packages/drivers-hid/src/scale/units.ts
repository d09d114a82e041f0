/**
 * Grams in one of a unit, by its number in the scale's data report (USB HID Point of Sale Usage Tables 1.02, section 4,
 * usages 0x51 to 0x5C from 1 on). Left out are the tael and the ton, which are not the same everywhere.
 */
export const gramsPerUnit: ReadonlyMap<number, number> = new Map([
  [0x1, 0.001], // milligram
  [0x2, 1],
  [0x3, 1_000], // kilogram
  [0x4, 0.2], // carat
  [0x6, 0.06479891], // grain
  [0x7, 1.55517384], // pennyweight
  [0x8, 1_000_000], // metric ton
  [0xa, 31.1034768], // troy ounce
  [0xb, 28.349523125], // ounce (avoirdupois)
  [0xc, 453.59237], // pound
]);
