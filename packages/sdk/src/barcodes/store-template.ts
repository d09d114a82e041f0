import { z } from "zod";
import { checkDigit, hasRightCheckDigit } from "./check-digit.ts";
import { verifierDigit } from "./verifier-digit.ts";

const pattern = z
  .string()
  .regex(/^(?:02|2)[\dI]*V?(?:W+|P+)V?C$/, {
    error: 'a pattern such as "21IIIIIWWWWWC": digits, then I for the item, W for weight or P for price, C at the end',
  })
  .refine((text) => [8, 12, 13].includes(text.length), { error: "a pattern of 8, 12 or 13 characters" })
  .refine((text) => text.includes("I"), { error: "a pattern with at least one I" });

/**
 * How a store's own labels carry a weight or a price, for prefixes 02 and 20 to 29 of restricted circulation numbers
 * (GS1 General Specifications, 2.1.11): each country and store has a layout of its own.
 *
 * `pattern` has a character for each digit: a digit that must be there, `I` the item, `W` weight, `P` price, `V` the
 * digit that verifies price or weight (7.9.2 to 7.9.5), `C` the check digit at the end.
 */
export const storeTemplate = z.strictObject({
  pattern,
  /** Grams that one in the weight stands for: 1 for grams, 10 where the last digit is hundredths of a kilogram. */
  grams: z.number().positive().max(100_000).default(1),
  /** Minor units of the store's currency that one in the price stands for. */
  minorUnits: z.number().positive().max(100_000).default(1),
});

/** A layout of labels with weight or price in them, as it is written. */
export type StoreTemplate = z.input<typeof storeTemplate>;

/** What a label of the store says. */
export interface StoreLabel {
  /** The digits at `I`. */
  readonly item: string;
  /** The GTIN-14 under which the item is kept: value and verifier 0, with the check digit that this makes. */
  readonly gtin: string;
  /** Weight in grams. */
  readonly grams?: number;
  /** Price in minor units of the store's currency. */
  readonly price?: number;
}

const digitsAt = (data: string, template: string, letter: string): string =>
  Array.from(data)
    .filter((_, index) => template[index] === letter)
    .join("");

/**
 * Reads a label by the first template that fits. A UPC-A of 12 digits fits patterns of 13 that begin with 0.
 * `undefined` where none fits or a check digit, or the verifier, is wrong.
 */
export function readStoreLabel(digits: string, templates: readonly StoreTemplate[]): StoreLabel | undefined {
  if (!hasRightCheckDigit(digits)) return undefined;
  for (const { pattern: layout, grams = 1, minorUnits = 1 } of templates) {
    const data = digits.padStart(layout.length, "0");
    if (data.length !== layout.length) continue;
    if (Array.from(layout).some((letter, index) => /\d/.test(letter) && letter !== data[index])) continue;
    const [weight, price, verifier] = ["W", "P", "V"].map((letter) => digitsAt(data, layout, letter));
    if (verifier !== "" && verifier !== verifierDigit(`${weight ?? ""}${price ?? ""}`)) continue;
    const body = Array.from(data)
      .map((digit, index) => (/[WPV]/.test(layout[index] ?? "") ? "0" : digit))
      .join("")
      .slice(0, -1);
    const item = digitsAt(data, layout, "I");
    const gtin = (body + checkDigit(body)).padStart(14, "0");
    if (weight !== undefined && weight !== "") return { item, gtin, grams: Number(weight) * grams };
    return { item, gtin, price: Number(price) * minorUnits };
  }
  return undefined;
}
