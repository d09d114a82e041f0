import type { JudgedItem } from "../../../src/wire/index.ts";

/** How a store's receipts were, item by item. */
export interface TruthSums {
  readonly right: number;
  /** On a receipt where it does not belong: the wrong product or shopper, or nothing at all. */
  readonly wrong: number;
  /** Really taken and on no receipt of its shopper. */
  readonly missed: number;
  /** 2 × right / (2 × right + wrong + missed), 0 to 1; 1 where there was nothing. */
  readonly f1: number;
}

/** The verdicts that ask for a look, in the order in which they are listed. */
const faults = ["wrong-product", "wrong-shopper", "invented", "missed"] as const;

/** A verdict that asks for a look. */
export type Fault = (typeof faults)[number];

/** Adds up judged items, unit by unit. What was booked on the wrong shopper is wrong there and missed here. */
export function sumUp(judged: readonly JudgedItem[]): TruthSums {
  const right = units(judged.filter(({ verdict }) => verdict === "right"));
  const missed = units(judged.filter(({ verdict }) => verdict === "missed"));
  const wrong = units(judged) - right - missed;
  const all = 2 * right + wrong + missed;
  return { right, wrong, missed, f1: all === 0 ? 1 : (2 * right) / all };
}

/** How many units judged items are together. */
export function units(judged: readonly JudgedItem[]): number {
  return judged.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** What was not right, grouped by verdict, each group in order of time; empty groups are left out. */
export function groupFaults(
  judged: readonly JudgedItem[],
): readonly { readonly verdict: Fault; readonly items: readonly JudgedItem[] }[] {
  return faults
    .map((verdict) => ({
      verdict,
      items: judged.filter((item) => item.verdict === verdict).toSorted((a, b) => a.t - b.t),
    }))
    .filter(({ items }) => items.length > 0);
}
