import type { CartUnit } from "@aisle/fusion";
import type { TruthInteraction } from "./replay-truth.ts";

/** The units of one product on a receipt, held against how many its shopper really had. */
export interface MatchedUnits {
  readonly right: readonly CartUnit[];
  /** More than there really were. */
  readonly wrong: readonly CartUnit[];
  /** How many are missing, and where they were taken; without a pick where the truth does not say. */
  readonly missed: readonly { readonly pick: TruthInteraction | undefined; readonly quantity: number }[];
}

/**
 * As many units are right as there really were; of too many, those that lie furthest in time from a pick are the wrong
 * ones. What is missing are the picks that no right unit lies near, without those that were put back.
 */
export function matchUnits(
  issued: readonly CartUnit[],
  quantity: number,
  interactions: readonly TruthInteraction[],
): MatchedUnits {
  const picks = interactions.filter(({ kind }) => kind === "pick").flatMap(oneByOne);
  const pairs = issued.flatMap((unit) => picks.map((pick) => ({ unit, pick, ms: Math.abs(unit.at - pick.of.t) })));
  pairs.sort((a, b) => a.ms - b.ms);
  const near = new Map<CartUnit, (typeof picks)[number]>();
  const used = new Set<(typeof picks)[number]>();
  for (const { unit, pick } of pairs) {
    if (near.has(unit) || used.has(pick)) continue;
    near.set(unit, pick);
    used.add(pick);
  }
  // A map keeps the order of coming in: nearest first; after them whoever has no pick, the surest first.
  const strangers = issued.filter((unit) => !near.has(unit)).sort((a, b) => b.confidence - a.confidence);
  const ranked = [...near.keys(), ...strangers];
  const right = ranked.slice(0, quantity);
  const taken = new Set(right.map((unit) => near.get(unit)));
  const open = picks.filter((pick) => !taken.has(pick)).map(({ of }) => of);
  const missing = quantity - right.length;
  return { right, wrong: ranked.slice(quantity), missed: missed(open, interactions, missing) };
}

function missed(
  open: readonly TruthInteraction[],
  interactions: readonly TruthInteraction[],
  missing: number,
): MatchedUnits["missed"] {
  const left = [...open];
  const returns = interactions.filter(({ kind }) => kind === "return").flatMap(oneByOne);
  for (const { of: back } of returns) {
    if (left.length <= missing) break;
    const before = left.findLastIndex(({ t }) => t < back.t);
    if (before !== -1) left.splice(before, 1);
  }
  const counts = new Map<TruthInteraction | undefined, number>();
  for (let i = 0; i < missing; i += 1) counts.set(left[i], (counts.get(left[i]) ?? 0) + 1);
  return [...counts].map(([pick, quantity]) => ({ pick, quantity }));
}

function oneByOne(of: TruthInteraction): readonly { readonly of: TruthInteraction }[] {
  return Array.from({ length: of.quantity ?? 1 }, () => ({ of }));
}
