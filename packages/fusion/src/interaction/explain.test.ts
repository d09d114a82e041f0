import { describe, expect, it } from "vitest";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Assortment } from "./assortment.ts";
import type { Candidate } from "./candidates.ts";
import { explainChange, misfitCost, total } from "./explain.ts";
import type { Hypothesis } from "./hypothesis.ts";

/** Grams a unit of each product; a unit varies by 4 g², and what is known of it by 1 g². */
const grams = [100, 30, 0, 250];
const unitVariance = 4;
const known = 1;
const assortment: Assortment = {
  weight: Float64Array.from(grams),
  unitVariance: new Float64Array(grams.length).fill(unitVariance),
  offers: [],
  beside: [],
};
const weights = { grams: Float64Array.from(grams), variance: new Float64Array(grams.length).fill(known) };

const candidate = (product: number, more: Partial<Candidate> = {}): Candidate => ({
  ...{ product, units: 12, penalty: 0, share: 1 },
  ...more,
});

function change(...plates: readonly (readonly [delta: number, variance: number])[]): WeightChange {
  const parts = plates.map(([delta, variance], plate) => ({ plate, delta, variance }));
  return { shelf: 0, plates: parts, from: 0, to: 0, decidedAt: 0 };
}

const explain = (it: WeightChange, ...candidates: readonly Candidate[]) =>
  explainChange(assortment, weights, it, candidates);

/** Minus twice the log of a Student t density, as far as it depends on grams and variance. */
const student = (off: number, variance: number, freedom: number) =>
  (freedom + 1) * Math.log(1 + (off * off) / variance / freedom) + Math.log(variance);
const nothing = (size: number, variance: number) => student(size, variance + 16, 2) + 3;
const units = [0, 0.4, 4, 6, 9, 12, 15];

/** The hypothesis with just these items: product, count, product, count. */
function find(all: readonly Hypothesis[], ...items: readonly number[]): Hypothesis | undefined {
  return all.find((it) => it.items.flatMap(({ product, count }) => [product, count]).join() === items.join());
}

describe("the misfit of a weight", () => {
  it("is a Student t with five degrees of freedom", () => {
    expect(misfitCost(0, Math.E)).toBeCloseTo(1, 12);
    expect(misfitCost(10, 20)).toBeCloseTo(6 * Math.log(2) + Math.log(20), 12);
    expect(misfitCost(-10, 20)).toBe(misfitCost(10, 20));
  });

  it("is measured on the sum over the plates", () => {
    expect(total(change([-60, 1], [-45, 3]))).toEqual({ grams: -105, variance: 4 });
  });
});

describe("the cost of a hypothesis", () => {
  it("is that of weight, place and number, where a unit's own scatter adds up and the catalogue's error multiplies", () => {
    const all = explain(change([-104, 2]), candidate(0, { penalty: 1.5 }));
    expect(all).toHaveLength(3);
    for (const n of [1, 2]) {
      const misfit = student(104 - 100 * n, 2 + n * unitVariance + n * n * known, 5);
      expect(find(all, 0, -n)?.misfit).toBeCloseTo(misfit, 9);
      expect(find(all, 0, -n)?.cost).toBeCloseTo(misfit + 1.5 + units[n]!, 9);
    }
    expect(find(all)).toEqual({ items: [], cost: nothing(104, 2), misfit: nothing(104, 2) });
  });

  it("grows with the units, one by one, as far as there can be so many", () => {
    const all = explain(change([500, 2]), candidate(0, { units: 12 }));
    expect(all.map(({ items }) => items[0]?.count)).toEqual([5, undefined, 4, 6]);
    for (const n of [4, 5, 6]) {
      const it = find(all, 0, n);
      expect((it?.cost ?? 0) - (it?.misfit ?? 0)).toBeCloseTo(units[n]!, 9);
    }
    expect(explain(change([500, 2]), candidate(0, { units: 4 })).map(({ items }) => items[0]?.count)).toEqual([
      undefined,
      4,
    ]);
    const three = find(explain(change([300, 2]), candidate(0)), 0, 3);
    expect((three?.cost ?? 0) - (three?.misfit ?? 0)).toBeCloseTo(6, 9);
  });

  it("lists one unit at least, and nothing that weighs nothing", () => {
    expect(explain(change([-20, 2]), candidate(0)).map(({ items }) => items)).toEqual([
      [],
      [{ product: 0, count: -1 }],
    ]);
    expect(explain(change([-20, 2]), candidate(2), candidate(9))).toHaveLength(1);
    expect(explain(change([-130, 2]), candidate(2), candidate(0), candidate(9)).flatMap((it) => it.items)).toEqual([
      { product: 0, count: -1 },
      { product: 0, count: -2 },
    ]);
  });

  it("says that nothing moved the less readily the larger and surer a change is", () => {
    expect(explain(change([3, 9]))).toEqual([{ items: [], cost: nothing(3, 9), misfit: nothing(3, 9) }]);
    expect(nothing(3, 9)).toBeCloseTo(3 * Math.log(1 + 9 / 50) + Math.log(25) + 3, 12);
  });

  it("is higher for all where load went from plate to plate, by more than 15 g", () => {
    const cost = (up: number, down: number) => {
      const all = explain(change([up, 1], [-down, 1]), candidate(1));
      return [find(all)!.cost - nothing(Math.abs(up - down), 2), find(all, 1, up < down ? -1 : 1)!];
    };
    expect(cost(15, 45)[0]).toBeCloseTo(0, 9);
    expect(cost(45, 15)[0]).toBeCloseTo(0, 9);
    expect(cost(16, 46)[0]).toBeCloseTo(10, 9);
    expect(cost(46, 16)[0]).toBeCloseTo(10, 9);
    const pushed = find(explain(change([16, 1], [-46, 1]), candidate(1)), 1, -1)!;
    expect(pushed.cost - pushed.misfit).toBeCloseTo(18 + 0.4, 9);
    expect(pushed.misfit).toBeCloseTo(Math.log(2 + 5), 9);
    expect(find(explain(change([-16, 1], [-46, 1])))!.cost).toBeCloseTo(nothing(62, 2), 9);
  });
});

describe("two kinds at once", () => {
  it("cost their misfit together, their numbers, and that there are two", () => {
    const all = explain(change([-160, 2]), candidate(0, { penalty: 2 }), candidate(1, { penalty: 3 }));
    const misfit = student(0, 2 + 3 * unitVariance + (1 + 4) * known, 5);
    expect(find(all, 0, -1, 1, -2)?.misfit).toBeCloseTo(misfit, 9);
    expect(find(all, 0, -1, 1, -2)?.cost).toBeCloseTo(misfit + 2 + 3 + 9 + 0.4 + 4, 9);
  });

  it("are one or two of each, of the second as many as fit", () => {
    const pairs = (size: number, ...two: readonly Candidate[]) =>
      explain(change([size, 2]), ...two)
        .filter(({ items }) => items.length === 2)
        .map(({ items }) => items.map(({ count }) => count))
        .sort((a, b) => a[0]! - b[0]!);
    expect(pairs(160, candidate(0), candidate(1))).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect(pairs(260, candidate(0), candidate(1))).toEqual([[2, 2]]);
    expect(pairs(160, candidate(0), candidate(1, { units: 1 }))).toEqual([[2, 1]]);
    expect(pairs(160, candidate(0, { units: 1 }), candidate(1))).toEqual([[1, 2]]);
    expect(pairs(300, candidate(0), candidate(1))).toEqual([]);
    expect(pairs(160, candidate(0, { units: 0 }), candidate(1))).toEqual([]);
  });

  it("each answer for their part of the grams: being on its plates costs nothing more, being elsewhere does", () => {
    const cost = (a: number, b: number) => {
      const all = explain(
        change([-130, 2]),
        candidate(0, { share: a, penalty: -2 * Math.log(a) }),
        candidate(1, { share: b, penalty: -2 * Math.log(b) }),
      );
      const it = find(all, 0, -1, 1, -1)!;
      return it.cost - it.misfit - 9 - 0.8;
    };
    expect(cost(100 / 130, 30 / 130)).toBeCloseTo(0, 9);
    expect(cost(1, 1)).toBeCloseTo(0, 9);
    expect(cost(0.1, 1)).toBeCloseTo(2 * Math.log(100 / 130 / 0.1), 9);
    expect(cost(1, 0.1)).toBeCloseTo(2 * Math.log(30 / 130 / 0.1), 9);
  });

  it("each answer for as many grams as their units have", () => {
    const all = explain(
      change([-260, 2]),
      candidate(0, { share: 0.1 }),
      candidate(1, { share: 0.1 }),
      candidate(3, { share: 0.1, units: 0 }),
    );
    const it = find(all, 0, -2, 1, -2)!;
    expect(it.cost - it.misfit).toBeCloseTo(9 + 8 + 2 * Math.log(200 / 260) + 2 * Math.log(60 / 260), 9);
  });
});

describe("the list of hypotheses", () => {
  it("goes from the likeliest on", () => {
    const costs = explain(change([-130, 2]), candidate(0), candidate(1), candidate(3)).map((it) => it.cost);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    expect(new Set(costs).size).toBe(costs.length);
  });

  it("has the likeliest of all that there are, however many were passed over", () => {
    const many = Array.from({ length: 40 }, (_, p) => 60 + 13 * p + (p % 7) / 3);
    const store: Assortment = { ...assortment, unitVariance: new Float64Array(many.length).fill(unitVariance) };
    const own = { grams: Float64Array.from(many), variance: new Float64Array(many.length).fill(known) };
    const list = many.map((_, p) =>
      candidate(p, { penalty: p % 5, share: Math.exp((p % 5) / -2), units: 1 + (p % 3) }),
    );
    for (const [delta, variance] of [
      [-130, 2],
      [305, 40],
      [-2, 1],
      [700, 0.01],
    ] as const) {
      const it = change([delta, variance]);
      // Two at a time are too few for any to be passed over.
      const all = new Map<string, Hypothesis>();
      for (const a of list) {
        for (const b of list) {
          if (a.product >= b.product) continue;
          const two = explainChange(store, own, it, [a, b]);
          expect(two.length).toBeLessThan(12);
          for (const one of two) all.set(JSON.stringify(one.items), one);
        }
      }
      const best = [...all.values()].sort((a, b) => a.cost - b.cost).map(({ cost }) => cost);
      expect(
        explainChange(store, own, it, list)
          .slice(0, 11)
          .map(({ cost }) => cost),
      ).toEqual(best.slice(0, 11));
    }
  });

  it("has twelve at most, and that nothing moved as the last of them where all others are likelier", () => {
    const same: Assortment = { ...assortment, unitVariance: new Float64Array(14) };
    const alike = { grams: new Float64Array(14).fill(500), variance: new Float64Array(14) };
    const list = (count: number) =>
      explainChange(
        same,
        alike,
        change([-500, 4]),
        Array.from({ length: count }, (_, p) => candidate(p, { penalty: p / 10, units: 1 })),
      );
    const all = list(14);
    expect(all).toHaveLength(12);
    expect(all.slice(0, 11).map(({ items }) => items)).toEqual(
      Array.from({ length: 11 }, (_, product) => [{ product, count: -1 }]),
    );
    expect(all[11]).toEqual({ items: [], cost: nothing(500, 4), misfit: nothing(500, 4) });
    // With ten single units, nothing comes next and the unlikeliest pairs are cut off.
    const few = list(10);
    expect(few).toHaveLength(12);
    expect(few.filter(({ items }) => items.length === 0)).toHaveLength(1);
  });
});

describe("what those who work here move", () => {
  const cost = (n: number, byStaff: boolean) => {
    const all = explainChange(assortment, weights, change([30 * n, 1]), [candidate(1, { units: 100 })], byStaff);
    const found = find(all, 1, n);
    return found!.cost - found!.misfit;
  };

  it("comes by the case: a large number costs them little more than a handful", () => {
    expect(cost(24, true)).toBeCloseTo(3 + 2 * Math.log(24), 12);
    expect(cost(24, false)).toBeCloseTo(9 + 3 * 20, 12);
    expect([1, 2].map((n) => cost(n, true) - cost(n, false))).toEqual([0, 0]);
    expect(cost(5, true)).toBeCloseTo(3 + 2 * Math.log(5), 12);
  });

  it("is of one kind where that is not at hand", () => {
    const both = [candidate(0), candidate(1, { isAlone: true })];
    expect(find(explain(change([130, 1]), ...both), 0, 1, 1, 1)).toBeUndefined();
    expect(find(explain(change([130, 1]), candidate(0), candidate(1)), 0, 1, 1, 1)).toBeDefined();
  });
});
