import type { Receipt } from "@aisle/fusion";
import { type Basket, basketOf, pairReceipts } from "./pair-receipts.ts";
import type { TruthReceipt } from "./replay-truth.ts";

/**
 * How many true receipts were issued with just their products and quantities. Somebody without a credential who took
 * nothing needs no receipt; whoever has one does.
 */
export function exactReceipts(truth: readonly TruthReceipt[], receipts: readonly Receipt[]): number {
  return pairReceipts(truth, receipts).filter(({ truth: one, issued }) => {
    if (one === undefined) return false;
    const should = basketOf(one.items);
    if (issued === undefined) return !one.credential && should.size === 0;
    return same(should, basketOf(issued.lines));
  }).length;
}

function same(a: Basket, b: Basket): boolean {
  return a.size === b.size && [...a].every(([gtin, quantity]) => b.get(gtin) === quantity);
}
