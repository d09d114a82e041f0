import type { CartLine } from "@aisle/fusion";
import { gtin14, type StoreModel } from "@aisle/sdk/store";
import type { CheckedReceipt, Items } from "../truth/index.ts";

/** How the things of one store are put into words. */
export interface Words {
  /** An amount in minor units of the store's currency, such as `12.40 EUR`. */
  readonly money: (minorUnits: number) => string;
  /** The name of a product, or its GTIN where the catalogue does not know it. */
  readonly product: (gtin: string) => string;
}

export function storeWords(model: StoreModel): Words {
  const digits = fractionDigits(model.currency);
  const names = new Map(model.products.map((product) => [gtin14(product.gtin), plain(product.name)]));
  return {
    money: (minorUnits) => `${decimal(minorUnits, digits)} ${plain(model.currency)}`,
    product: (gtin) => names.get(gtin14(gtin)) ?? plain(gtin),
  };
}

/** Text from outside may hold escape sequences; none of them reaches a terminal. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, "�");
}

/** Time of day in UTC, to the second. */
export function timeOfDay(at: number): string {
  return momentOfDay(at).slice(0, 8);
}

/** Time of day in UTC, to the millisecond. */
export function momentOfDay(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "--:--:--" : date.toISOString().slice(11, 23);
}

/** Whoever came in, as a person reads it. */
export function credentialWords(credential: string | null): string {
  return credential === null ? "(no credential)" : plain(credential);
}

/** `2 × Oat bar, 1 × Milk`, or `nothing`. */
export function cartWords(lines: readonly CartLine[]): string {
  if (lines.length === 0) return "nothing";
  return lines.map((line) => `${line.quantity} × ${plain(line.name)}${line.review ? "?" : ""}`).join(", ");
}

/** `exact`, what differs, or that nobody knows. */
export function verdictWords(checked: CheckedReceipt, words: Words): string {
  if (checked.truth === undefined) return "truth not known";
  if (checked.exact === true) return "exact";
  const list = (items: readonly Items[]): string =>
    items.map((item) => `${item.quantity} × ${words.product(item.gtin)}`).join(", ");
  const parts: string[] = [];
  if (checked.missing.length > 0) parts.push(`not billed: ${list(checked.missing)}`);
  if (checked.extra.length > 0) parts.push(`billed but not taken: ${list(checked.extra)}`);
  return `wrong, ${parts.join("; ")}`;
}

/** How many digits follow the point in amounts of a currency (ISO 4217); 2 for one that nobody knows. */
function fractionDigits(currency: string): number {
  try {
    const format = new Intl.NumberFormat("en", { style: "currency", currency });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

function decimal(minorUnits: number, digits: number): string {
  const sign = minorUnits < 0 ? "-" : "";
  const text = String(Math.abs(Math.round(minorUnits))).padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
