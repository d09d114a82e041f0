import type { TruthInteraction, TruthReceipt } from "@aisle/drivers-mock";

/** A receipt as it was issued, as far as it is judged. Times in ms since the epoch of the store. */
export interface IssuedReceipt {
  readonly credential: string | null;
  readonly enteredAt: number;
  readonly exitedAt: number;
  readonly lines: readonly {
    readonly gtin: string;
    readonly quantity: number;
    readonly units: readonly {
      readonly at: number;
      readonly provisionalAt: number;
      readonly settledAt?: number;
      readonly confidence: number;
      readonly review: boolean;
    }[];
  }[];
}

/** One unit that somebody was to pay for. */
export interface JudgedUnit {
  readonly right: boolean;
  readonly confidence: number;
  readonly review: boolean;
  /** Ms from when the hand had left until the line was there, and until it stood; absent where no pick belongs to it. */
  readonly provisional?: number;
  readonly settled?: number;
}

/** What came out right of one store. */
export interface Verdict {
  /** Units on the right receipt, on a wrong one or none at all, and on no receipt though they were carried out. */
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  /** Shoppers and groups, and those whose receipt has neither too much nor too little. */
  readonly shoppers: number;
  readonly exact: number;
  readonly units: readonly JudgedUnit[];
}

interface Pair {
  readonly truth: TruthReceipt | undefined;
  readonly issued: IssuedReceipt | undefined;
}

/** Compares the receipts of a store with what was carried out: product and payer both have to be right. */
export function judge(
  truths: readonly TruthReceipt[],
  receipts: readonly IssuedReceipt[],
  interactions: readonly TruthInteraction[],
): Verdict {
  const sum = { right: 0, wrong: 0, missed: 0, shoppers: 0, exact: 0, units: [] as JudgedUnit[] };
  for (const { truth, issued } of pair(truths, receipts)) {
    const carried = quantities(truth?.items ?? []);
    const billed = quantities(issued?.lines ?? []);
    const common = inCommon(carried, billed);
    const missed = total(carried) - common;
    const wrong = total(billed) - common;
    sum.right += common;
    sum.missed += missed;
    sum.wrong += wrong;
    if (truth !== undefined) {
      sum.shoppers++;
      // Whoever came without a credential and took nothing needs no receipt.
      const needsNone = truth.credential === null && total(carried) === 0;
      if (missed === 0 && wrong === 0 && (issued !== undefined || needsNone)) sum.exact++;
    }
    for (const line of issued?.lines ?? []) sum.units.push(...judgeUnits(line, truth, carried, interactions));
  }
  return sum;
}

/** Receipts of a credential go to the visit they overlap most; the others to the anonymous visit they fit best. */
function pair(truths: readonly TruthReceipt[], receipts: readonly IssuedReceipt[]): Pair[] {
  const left = new Set(receipts);
  const open = new Set(truths);
  const pairs: Pair[] = [];
  const join = (truth: TruthReceipt, issued: IssuedReceipt): void => {
    pairs.push({ truth, issued });
    left.delete(issued);
    open.delete(truth);
  };
  for (const truth of truths) {
    if (truth.credential === null) continue;
    const same = [...left].filter((issued) => issued.credential === truth.credential);
    const [best] = same.sort((a, b) => overlap(truth, b) - overlap(truth, a));
    if (best !== undefined) join(truth, best);
  }
  const fits = [...open]
    .filter((truth) => truth.credential === null)
    .flatMap((truth) =>
      [...left]
        .filter((issued) => issued.credential === null && overlap(truth, issued) > 0)
        .map((issued) => {
          const items = inCommon(quantities(truth.items), quantities(issued.lines));
          return { truth, issued, items, time: overlap(truth, issued) };
        }),
    )
    .sort((a, b) => b.items - a.items || b.time - a.time);
  for (const { truth, issued } of fits) if (open.has(truth) && left.has(issued)) join(truth, issued);
  for (const truth of open) pairs.push({ truth, issued: undefined });
  for (const issued of left) pairs.push({ truth: undefined, issued });
  return pairs;
}

function judgeUnits(
  line: IssuedReceipt["lines"][number],
  truth: TruthReceipt | undefined,
  carried: ReadonlyMap<string, number>,
  interactions: readonly TruthInteraction[],
): JudgedUnit[] {
  const gtin = padded(line.gtin);
  const picks = interactions
    .filter((hand) => hand.kind === "pick" && hand.gtin !== undefined && padded(hand.gtin) === gtin)
    .filter((hand) => truth?.persons.includes(hand.person) === true)
    .flatMap((hand) => Array.from({ length: hand.quantity ?? 1 }, () => hand));
  return line.units.map(({ at, provisionalAt, settledAt, confidence, review }, index) => {
    picks.sort((a, b) => Math.abs(a.t - at) - Math.abs(b.t - at));
    const left = picks.shift()?.left;
    return {
      right: index < (carried.get(gtin) ?? 0),
      confidence,
      review,
      ...(left !== undefined && { provisional: provisionalAt - left }),
      ...(left !== undefined && settledAt !== undefined && { settled: settledAt - left }),
    };
  });
}

function overlap(a: TruthReceipt, b: IssuedReceipt): number {
  return Math.min(a.exitedAt, b.exitedAt) - Math.max(a.enteredAt, b.enteredAt);
}

function quantities(items: readonly { readonly gtin: string; readonly quantity: number }[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { gtin, quantity } of items) found.set(padded(gtin), (found.get(padded(gtin)) ?? 0) + quantity);
  return found;
}

/** GTINs are compared with 14 digits. */
function padded(gtin: string): string {
  return gtin.padStart(14, "0");
}

function inCommon(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [gtin, quantity] of a) sum += Math.min(quantity, b.get(gtin) ?? 0);
  return sum;
}

function total(quantity: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const value of quantity.values()) sum += value;
  return sum;
}
