import type { Receipt } from "@aisle/fusion";
import { gtin14 } from "@aisle/sdk/store";
import type { TruthReceipt } from "./replay-truth.ts";

/** A true receipt and the one that was issued for it; one of them may be missing. */
export interface Pair {
  readonly truth: TruthReceipt | undefined;
  readonly issued: Receipt | undefined;
}

/** How many of each product, by GTIN-14. */
export type Basket = ReadonlyMap<string, number>;

/** Adds up items of the same product. */
export function basketOf(items: readonly { readonly gtin: string; readonly quantity: number }[]): Basket {
  const basket = new Map<string, number>();
  for (const { gtin, quantity } of items) basket.set(gtin14(gtin), (basket.get(gtin14(gtin)) ?? 0) + quantity);
  return basket;
}

/**
 * Which issued receipt belongs to which true one: by credential and then by time; of those without a credential, the
 * ones that share most items first, then most time. None is used twice.
 */
export function pairReceipts(truth: readonly TruthReceipt[], receipts: readonly Receipt[]): readonly Pair[] {
  const open = new Set(truth);
  const left = new Set(receipts);
  const pairs: Pair[] = [];
  const pair = (one: TruthReceipt, other: Receipt): void => {
    pairs.push({ truth: one, issued: other });
    open.delete(one);
    left.delete(other);
  };
  for (const one of truth) {
    if (one.credential === null || one.credential === "") continue;
    const same = [...left].filter(({ credential }) => credential === one.credential);
    const best = same.sort((a, b) => overlap(one, b) - overlap(one, a))[0];
    if (best !== undefined) pair(one, best);
  }
  for (const [one, other] of anonymous([...open], [...left])) if (open.has(one) && left.has(other)) pair(one, other);
  for (const one of open) pairs.push({ truth: one, issued: undefined });
  for (const other of left) pairs.push({ truth: undefined, issued: other });
  return pairs;
}

function anonymous(
  truth: readonly TruthReceipt[],
  receipts: readonly Receipt[],
): readonly (readonly [TruthReceipt, Receipt])[] {
  const candidates = truth
    .filter(({ credential }) => credential === null || credential === "")
    .flatMap((one) =>
      receipts
        .filter((other) => !other.credential && overlap(one, other) > 0)
        .map((other) => ({ one, other, shared: shared(one, other), time: overlap(one, other) })),
    );
  candidates.sort((a, b) => b.shared - a.shared || b.time - a.time);
  return candidates.map(({ one, other }) => [one, other]);
}

function shared(one: TruthReceipt, other: Receipt): number {
  const issued = basketOf(other.lines);
  let items = 0;
  for (const [gtin, quantity] of basketOf(one.items)) items += Math.min(quantity, issued.get(gtin) ?? 0);
  return items;
}

/** Milliseconds that both were inside. */
function overlap(a: TruthReceipt, b: Receipt): number {
  return Math.min(a.exitedAt, b.exitedAt) - Math.max(a.enteredAt, b.enteredAt);
}
