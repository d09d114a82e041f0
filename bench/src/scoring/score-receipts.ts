import type { SceneTruth, TruthReceipt } from "@aisle/drivers-mock";
import type { Score, ScoredReceipt, ScoredReceipts, ScoredUnit } from "./score.ts";

type Bag = ReadonlyMap<string, number>;

/**
 * Compares receipts with the truth of a simulated store. Receipts are matched by credential, the longest overlap
 * first; those without one by what is common to both, then by overlap. A unit is right where product and receipt are.
 */
export function scoreReceipts(truth: Pick<SceneTruth, "receipts" | "interactions">, got: ScoredReceipts): Score {
  let tp = 0;
  let fp = 0;
  let fn = 0;
  let exact = 0;
  const units: ScoredUnit[] = [];
  for (const { real, told } of pairs(truth.receipts, got.receipts)) {
    const wanted = bagOf(real);
    const had = bagOf(told);
    const common = shared(wanted, had);
    tp += common;
    fp += size(had) - common;
    fn += size(wanted) - common;
    if (real !== undefined && common === size(wanted) && common === size(had)) {
      if (told !== undefined || (real.credential === null && common === 0)) exact++;
    }
    for (const item of told?.items ?? []) units.push(...unitsOf(item, wanted, truth, real));
  }
  return { tp, fp, fn, exact, sessions: truth.receipts.length, units };
}

interface Pair {
  readonly real?: TruthReceipt | undefined;
  readonly told?: ScoredReceipt | undefined;
}

function pairs(real: readonly TruthReceipt[], told: readonly ScoredReceipt[]): Pair[] {
  const possible = real.flatMap((one) =>
    told
      .filter(({ credential }) => credential === one.credential)
      .map((other) => ({ real: one, told: other, overlap: overlap(one, other) }))
      .filter((pair) => one.credential !== null || pair.overlap > 0),
  );
  const worth = ({ real: one, told: other }: (typeof possible)[number]): number =>
    one.credential === null ? shared(bagOf(one), bagOf(other)) : 0;
  possible.sort((a, b) => worth(b) - worth(a) || b.overlap - a.overlap);
  const found: Pair[] = [];
  const used = new Set<unknown>();
  for (const pair of possible) {
    if (used.has(pair.real) || used.has(pair.told)) continue;
    used.add(pair.real).add(pair.told);
    found.push(pair);
  }
  for (const one of real) if (!used.has(one)) found.push({ real: one });
  for (const other of told) if (!used.has(other)) found.push({ told: other });
  return found;
}

function overlap(a: TruthReceipt, b: ScoredReceipt): number {
  return Math.min(a.exitedAt, b.exitedAt) - Math.max(a.enteredAt, b.enteredAt);
}

function unitsOf(
  { gtin, units = [] }: ScoredReceipt["items"][number],
  wanted: Bag,
  { interactions }: Pick<SceneTruth, "interactions">,
  real: TruthReceipt | undefined,
): ScoredUnit[] {
  const rightOnes = wanted.get(padded(gtin)) ?? 0;
  const picks = interactions.flatMap((each) => {
    const same = each.kind === "pick" && padded(each.gtin ?? "") === padded(gtin);
    return same && real?.persons.includes(each.person) ? Array.from({ length: each.quantity ?? 1 }, () => each) : [];
  });
  return units.map(({ at, provisionalAt, settledAt, confidence, review }, k) => {
    picks.sort((a, b) => Math.abs(a.t - at) - Math.abs(b.t - at));
    const left = picks.shift()?.left;
    const after = (time: number | null | undefined): number | null =>
      left === undefined || time === undefined || time === null ? null : time - left;
    return { right: k < rightOnes, confidence, review, provisional: after(provisionalAt), settled: after(settledAt) };
  });
}

function bagOf(receipt: TruthReceipt | ScoredReceipt | undefined): Bag {
  const bag = new Map<string, number>();
  for (const { gtin, quantity } of receipt?.items ?? []) bag.set(padded(gtin), (bag.get(padded(gtin)) ?? 0) + quantity);
  return bag;
}

function size(bag: Bag): number {
  let sum = 0;
  for (const quantity of bag.values()) sum += quantity;
  return sum;
}

function shared(a: Bag, b: Bag): number {
  let sum = 0;
  for (const [gtin, quantity] of a) sum += Math.min(quantity, b.get(gtin) ?? 0);
  return sum;
}

const padded = (gtin: string): string => gtin.padStart(14, "0");
