import { type Hypothesis, type Misplaced, misfitCost, total, type UnitWeight } from "../interaction/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Candidate } from "./candidates.ts";
import type { Move } from "./question.ts";
import { nearestUnits, type Standing, type Unit } from "./standing.ts";

/** One answer to one change with what it costs: twice the negative log-likelihood. */
export interface Priced {
  /** Empty for somebody whom no session knows. */
  readonly session: string;
  readonly hypothesis: Hypothesis;
  readonly cost: number;
  /** What of it is for what was seen of them: twice the negative of how much likelier that is if they did it. */
  readonly who: number;
  readonly byStaff?: true;
}

/** Answers to a part of a question as things stand, cheapest first; the same number for the same answers. */
export interface Explained {
  readonly number: number;
  /** What it costs that anybody at all did it. */
  readonly anybody: number;
  readonly list: readonly Priced[];
}

/** A whole answer, as who moved what, and what it costs. */
export interface Rated {
  readonly moves: readonly Move[];
  readonly cost: number;
}

/** Cost of a shopper putting back a unit that they are not known to hold; staff bring new ones. */
const notTheirs = 12;
/** Share of units that weigh something else than when they were taken: two that were taken for one, a hand on the plate. */
const changedShare = 0.1;
/** Answers, and people, so much costlier than the best are left out. */
export const beyond = 30;

const nothing: readonly Unit[] = [];
/** Somebody whom no session knows. */
export const stranger = "";

/** An answer to a part of a question as a move of that part, or of some of what moved in it. */
export function moveOf({ session, hypothesis, byStaff }: Priced, part: number, items = hypothesis.items): Move {
  return byStaff ? { session, items, part, byStaff } : { session, items, part };
}

/** What it costs that anybody at all did it: somebody did, whatever it was, so this counts for no hypothesis. */
export function anybodyCost(candidates: readonly Candidate[]): number {
  const least = Math.min(...candidates.map(({ cost }) => cost));
  return least - 2 * Math.log(candidates.reduce((sum, { cost }) => sum + Math.exp((least - cost) / 2), 0));
}

/** Whether somebody works here. */
export function isOfStaff({ session }: Candidate): boolean {
  return session?.staff === true;
}

/**
 * Weighs every hypothesis with every candidate, by what they hold and what lies `there` out of its place, those of
 * `staffs` with those who work here; cheapest first, the hopeless left out.
 */
export function pricedAnswers(
  change: WeightChange,
  hypotheses: readonly Hypothesis[],
  candidates: readonly Candidate[],
  carts: Pick<Standing["carts"], "get">,
  there: readonly Misplaced[],
  staffs: readonly Hypothesis[] = hypotheses,
): Priced[] {
  const anybody = anybodyCost(candidates);
  const list: Priced[] = [];
  const lost = there.filter(({ stocked }) => !stocked);
  let least = Number.POSITIVE_INFINITY;
  const add = (priced: Priced): void => {
    if (priced.cost - least >= beyond) return;
    if (priced.cost < least) least = priced.cost;
    list.push(priced);
  };
  const price = (hypothesis: Hypothesis, by: readonly Candidate[], isStaff: boolean): void => {
    const { items } = hypothesis;
    if (items.length === 0) return;
    const missing = isStaff ? 0 : notTheirs;
    const taken = items.every(({ count }) => count < 0) ? costFrom(lost, change, hypothesis) : undefined;
    for (const { session: known, cost: who } of by) {
      const session = known?.id ?? stranger;
      const what = taken ?? costFrom(carts.get(session) ?? nothing, change, hypothesis, missing);
      const cost = who - anybody + what;
      add(isStaff ? { session, hypothesis, cost, who, byStaff: true } : { session, hypothesis, cost, who });
    }
  };
  const idle = hypotheses.find(({ items }) => items.length === 0);
  if (idle !== undefined) add({ session: stranger, hypothesis: idle, cost: idle.cost, who: 0 });
  const staff = candidates.filter(isOfStaff);
  const shoppers = staff.length === 0 ? candidates : candidates.filter((candidate) => !isOfStaff(candidate));
  for (const hypothesis of hypotheses) price(hypothesis, shoppers, false);
  if (staff.length > 0) for (const hypothesis of staffs) price(hypothesis, staff, true);
  return list.filter(({ cost }) => cost - least < beyond).sort((a, b) => a.cost - b.cost);
}

/** What a hypothesis costs if the units came from here: only who has something can put it back, and it weighs what it did. */
function costFrom(
  from: readonly (UnitWeight & { readonly product: number })[],
  change: WeightChange,
  { items, cost, misfit }: Hypothesis,
  missing = notTheirs,
): number {
  let more = 0;
  const { grams, variance } = total(change);
  for (const { product, count } of items) {
    const n = Math.abs(count);
    const units = nearestUnits(from, product, n, Math.abs(grams));
    if (count > 0) more += missing * (n - units.length);
    if (units.length < n || items.length > 1) continue;
    const expected = units.reduce((sum, unit) => sum + unit.grams, 0);
    const spread = units.reduce((sum, unit) => sum + unit.variance, variance);
    more += mixed(misfit, misfitCost(Math.abs(grams) - expected, spread)) - misfit;
  }
  return cost + more;
}

/** Cost of a weight that is mostly what was measured before, and now and then only what the catalogue says. */
function mixed(catalogue: number, measured: number): number {
  const least = Math.min(catalogue, measured);
  const sum = changedShare * Math.exp((least - catalogue) / 2) + (1 - changedShare) * Math.exp((least - measured) / 2);
  return least - 2 * Math.log(sum);
}
