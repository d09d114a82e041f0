import type { TruthReceipt } from "@aisle/drivers-mock";
import type { Receipt } from "@aisle/fusion";
import { gtin14 } from "@aisle/sdk/store";

/** So many units of one product. */
export interface Items {
  readonly gtin: string;
  readonly quantity: number;
}

/** A receipt beside what really happened. */
export interface CheckedReceipt {
  readonly receipt: Receipt;
  /** Absent where nobody knows. */
  readonly truth?: TruthReceipt;
  /** Whether each product is on the receipt exactly as often as it was taken; absent without a truth. */
  readonly exact?: boolean;
  /** Taken, but not on the receipt. */
  readonly missing: readonly Items[];
  /** On the receipt, but not taken. */
  readonly extra: readonly Items[];
}

/** Compares a receipt with the truth, unit by unit; without a truth nothing is claimed. */
export function compareReceipt(receipt: Receipt, truth: TruthReceipt | undefined): CheckedReceipt {
  if (truth === undefined) return { receipt, missing: [], extra: [] };
  const balance = new Map<string, Items>();
  const add = (gtin: string, quantity: number): void => {
    const key = gtin14(gtin);
    const before = balance.get(key);
    balance.set(key, { gtin: before?.gtin ?? gtin, quantity: (before?.quantity ?? 0) + quantity });
  };
  for (const item of truth.items) add(item.gtin, item.quantity);
  for (const line of receipt.lines) add(line.gtin, -line.quantity);

  const items = [...balance.values()];
  const missing = items.filter((item) => item.quantity > 0);
  const extra = items
    .filter((item) => item.quantity < 0)
    .map((item) => ({ gtin: item.gtin, quantity: -item.quantity }));
  return { receipt, truth, exact: missing.length === 0 && extra.length === 0, missing, extra };
}
