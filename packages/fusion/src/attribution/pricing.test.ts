import { describe, expect, it } from "vitest";
import { type Hypothesis, type ItemDelta, type Misplaced, misfitCost } from "../interaction/index.ts";
import type { Session } from "../sessions/index.ts";
import { changeOf } from "./attribution.fixture.ts";
import type { Candidate } from "./candidates.ts";
import { anybodyCost, moveOf, pricedAnswers } from "./pricing.ts";
import type { Unit } from "./standing.ts";

const who = (id: string, cost = 0, staff = false): Candidate => ({ session: { id, staff } as Session, cost });
const unit = (product: number, grams: number, variance = 1): Unit => ({
  ...{ product, grams, variance, at: 0, settledAt: 0, confidence: 1, interaction: "i0" },
});
const hypothesis = (items: readonly ItemDelta[], cost = 10, misfit = 4): Hypothesis => ({ items, cost, misfit });
const back = [{ product: 0, count: 1 }];
const away = [{ product: 0, count: -1 }];

/** Costs by session of one hypothesis about a change of `delta` grams. */
function costs(
  delta: number,
  one: Hypothesis,
  candidates: readonly Candidate[],
  carts: Record<string, readonly Unit[]> = {},
  there: readonly Misplaced[] = [],
): Record<string, number> {
  const priced = pricedAnswers(changeOf(1000, [0, delta]), [one], candidates, new Map(Object.entries(carts)), there);
  return Object.fromEntries(priced.map(({ session, cost }) => [session, cost]));
}

describe("the cost of an answer", () => {
  it("is the hypothesis's, and what it costs that this one did it rather than anybody", () => {
    expect(anybodyCost([who("a", 6)])).toBe(6);
    expect(anybodyCost([who("a", 6), who("b", 6)])).toBeCloseTo(6 - 2 * Math.log(2), 12);
    expect(anybodyCost([who("a", 8), who("b", 6)])).toBeCloseTo(6 - 2 * Math.log(1 + Math.exp(-1)), 12);
    const priced = costs(-120, hypothesis(away), [who("a", 8), who("b", 6)]);
    expect(priced["a"]! - priced["b"]!).toBeCloseTo(2, 12);
    expect(priced["b"]).toBeCloseTo(10 + 2 * Math.log(1 + Math.exp(-1)), 12);
  });

  it("is nobody's where nothing moved", () => {
    expect(costs(61, hypothesis([], 7), [who("a", 6), who("b", 9)])).toEqual({ "": 7 });
  });

  it("of somebody whom no session knows is theirs", () => {
    expect(costs(-120, hypothesis(away), [{ session: undefined, cost: 3 }])).toEqual({ "": 10 });
  });

  it("is 12 more for each unit put back that they are not known to hold, unless staff bring it", () => {
    expect(costs(120, hypothesis(back), [who("a")])).toEqual({ a: 22 });
    expect(costs(240, hypothesis([{ product: 0, count: 2 }]), [who("a")], { a: [unit(0, 120)] })).toEqual({ a: 22 });
    expect(costs(120, hypothesis(back), [who("a")], { a: [unit(1, 120)] })).toEqual({ a: 22 });
    expect(costs(120, hypothesis(back), [who("a", 0, true)])).toEqual({ a: 10 });
  });

  it("counts, for what comes back, how near it comes to what it weighed when it was taken", () => {
    const held = (weighed: number): number =>
      costs(121, hypothesis(back), [who("a")], { a: [unit(0, weighed)] })["a"]! - 10;
    // Nine in ten weigh what they did, and what that misses by is measured twice; of the others the catalogue is all there is.
    const mixed = (measured: number): number => -2 * Math.log(0.1 + 0.9 * Math.exp((4 - measured) / 2));
    for (const off of [0, 2, -2, 5]) expect(held(121 + off)).toBeCloseTo(mixed(misfitCost(off, 2)), 9);
    expect(held(221)).toBeCloseTo(-2 * Math.log(0.1), 6);
  });

  it("is looked at where what it weighed when it was taken makes up for what the catalogue says", () => {
    const dear = hypothesis(back, 60, 56);
    const list = (own: number) =>
      pricedAnswers(
        changeOf(1000, [0, 121]),
        [hypothesis([], 20), dear],
        [who("a")],
        {
          get: () => [unit(0, own)],
        },
        [],
      ).map(({ session }) => session);
    expect([list(121), list(5000)]).toEqual([["a", ""], [""]]);
  });

  it("does not count the weight of one thing where several kinds moved together, and still who holds them", () => {
    const kinds = [...back, { product: 1, count: 1 }];
    expect(costs(197, hypothesis(kinds), [who("a")], { a: [unit(0, 120), unit(1, 77)] })).toEqual({ a: 10 });
    expect(costs(197, hypothesis(kinds), [who("a")], { a: [unit(0, 120)] })).toEqual({ a: 22 });
  });

  it("counts, for what is taken, what lies there out of its place; it costs nothing that nothing does", () => {
    const lies: Misplaced = { shelf: 0, plate: 0, product: 0, grams: 130, variance: 1 };
    expect(costs(-130, hypothesis(away), [who("a")])).toEqual({ a: 10 });
    expect(costs(-130, hypothesis(away), [who("a")], {}, [lies])["a"]).toBeLessThan(10);
    expect(costs(-120, hypothesis(away), [who("a")], {}, [lies])["a"]).toBeGreaterThan(10);
    expect(costs(-130, hypothesis(away), [who("a")], { a: [unit(0, 130)] })).toEqual({ a: 10 });
  });
});

describe("what staff do", () => {
  const priced = (candidates: readonly Candidate[], staffs?: readonly Hypothesis[]) =>
    pricedAnswers(changeOf(1000, [0, 120]), [hypothesis(back)], candidates, new Map(), [], staffs);
  const many = hypothesis([{ product: 0, count: 14 }], 11);

  it("has explanations of its own, and is told as theirs; shoppers get none of these", () => {
    const list = priced([who("a"), who("b", 0, true)], [many]);
    const told = list.map(({ session, hypothesis: { items }, byStaff }) => [session, items[0]?.count, byStaff]);
    expect(told).toEqual([
      ["b", 14, true],
      ["a", 1, undefined],
    ]);
    expect(priced([who("a")], [many]).map(({ session }) => session)).toEqual(["a"]);
    expect(priced([who("b", 0, true)]).map(({ session, cost }) => [session, cost])).toEqual([["b", 10]]);
  });

  it("is kept of their moves, and of nobody else's", () => {
    const [theirs] = priced([who("b", 0, true)], [many]);
    expect(moveOf(theirs!, 2)).toStrictEqual({ session: "b", items: many.items, part: 2, byStaff: true });
    const [shoppers] = priced([who("a")]);
    expect(moveOf(shoppers!, 0, away)).toStrictEqual({ session: "a", items: away, part: 0 });
  });

  it("does not make what they put on a plate out of place there", () => {
    const lies: Misplaced = { shelf: 0, plate: 0, product: 0, grams: 130, variance: 1, stocked: true };
    expect(costs(-130, hypothesis(away), [who("a")], {}, [lies])).toEqual({ a: 10 });
  });
});

describe("a thing put back for another", () => {
  const swap = hypothesis([...away, { product: 1, count: 1 }]);

  it("is one of theirs", () => {
    expect(costs(-43, swap, [who("a")], { a: [unit(1, 77)] })).toEqual({ a: 10 });
    expect(costs(-43, swap, [who("a")])).toEqual({ a: 22 });
  });

  it("costs what it does however hopeless somebody else is", () => {
    expect(anybodyCost([who("a", 0), who("b", 5000)])).toBeCloseTo(0, 12);
  });
});

describe("answers", () => {
  it("are cheapest first, without those that cost 30 more than the best", () => {
    const change = changeOf(1000, [0, -120]);
    const list = (cost: number) =>
      pricedAnswers(change, [hypothesis(away, cost), hypothesis([], 10)], [who("a")], new Map(), []).map(
        (priced) => priced.cost,
      );
    expect(list(39.99)).toEqual([10, 39.99]);
    expect(list(40)).toEqual([10]);
    expect(list(5)).toEqual([5, 10]);
    expect(pricedAnswers(change, [], [who("a")], new Map(), [])).toEqual([]);
  });
});
