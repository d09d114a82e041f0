/** The same GTIN in its 14 digits: GTIN-8, -12 and -13 are padded with zeros on the left (GS1 General Specifications, 3.3). */
export function gtin14(gtin: string): string {
  return gtin.padStart(14, "0");
}
