import type { Gs1Element } from "./element-string.ts";

/** Grams in the unit of an AI for net weight (310n kilograms, 320n pounds, 356n troy ounces; GS1 General Specifications, 3.6). */
const gramsIn: Readonly<Record<string, number>> = { "310": 1000, "320": 453.59237, "356": 31.1034768 };

/** A number with an implied decimal point: the last digit of its AI says how many digits are behind it. */
function scaled(ai: string, digits: string): number {
  return Number(`${digits}e-${ai.charAt(3)}`);
}

/** The net weight that the elements state, in grams. */
export function netWeightOf(elements: readonly Gs1Element[]): number | undefined {
  for (const { ai, value } of elements) {
    const grams = gramsIn[ai.slice(0, 3)];
    if (ai.length === 4 && grams !== undefined) return scaled(ai, value) * grams;
  }
  return undefined;
}

/** A price that a symbol states. */
export interface StatedPrice {
  /** Units of the currency, as in 12.5 for 12 euros and 50 cents. */
  readonly amount: number;
  /** ISO 4217 numeric code; absent where it is the local currency. */
  readonly currency?: string;
}

/** The amount payable for the item (392n, 393n). */
export function priceOf(elements: readonly Gs1Element[]): StatedPrice | undefined {
  for (const { ai, value } of elements) {
    if (ai.startsWith("392")) return { amount: scaled(ai, value) };
    if (ai.startsWith("393")) return { amount: scaled(ai, value.slice(3)), currency: value.slice(0, 3) };
  }
  return undefined;
}

/** The value of the first element with this AI. */
export function valueOf(elements: readonly Gs1Element[], ai: string): string | undefined {
  return elements.find((element) => element.ai === ai)?.value;
}

/**
 * The date of a YYMMDD value as `2027-01-31`. The century is the one that makes it nearest to `now` (ms since the
 * epoch): at most 50 years ahead and 49 back (GS1 General Specifications, 7.12); day 00 is the last of its month.
 */
export function dateOf(value: string, now: number): string | undefined {
  if (!/^\d{6}$/.test(value)) return undefined;
  const thisYear = new Date(now).getUTCFullYear();
  const shift = Number(value.slice(0, 2)) - (thisYear % 100);
  const century = thisYear - (thisYear % 100) + (shift >= 51 ? -100 : shift <= -50 ? 100 : 0);
  const year = century + Number(value.slice(0, 2));
  const month = Number(value.slice(2, 4));
  if (month < 1 || month > 12) return undefined;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const day = Number(value.slice(4)) === 0 ? lastDay : Number(value.slice(4));
  return day > lastDay ? undefined : new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
