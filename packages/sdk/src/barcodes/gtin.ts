import { hasRightCheckDigit } from "./check-digit.ts";
import { expandUpcE } from "./upc-e.ts";

/** How many digits a GTIN may have as it is printed. */
const lengths: ReadonlySet<number> = new Set([8, 12, 13, 14]);

/**
 * The 14 digits of a GTIN-8, -12, -13 or -14 (GS1 General Specifications, 3.3), or `undefined` where it has another
 * length, other characters, or a wrong check digit: a code that was read wrong is nobody's article.
 */
export function toGtin14(digits: string): string | undefined {
  return lengths.has(digits.length) && hasRightCheckDigit(digits) ? digits.padStart(14, "0") : undefined;
}

/**
 * The GTIN-14 of what an EAN/UPC symbol carries: EAN-13, UPC-A, EAN-8, and UPC-E as 6, 7 or 8 digits where it is not an
 * EAN-8 (`upcE`).
 */
export function gtinOfSymbol(data: string, upcE: boolean): string | undefined {
  if (!upcE) return toGtin14(data);
  const upcA = expandUpcE(data);
  return upcA === undefined ? undefined : toGtin14(upcA);
}
