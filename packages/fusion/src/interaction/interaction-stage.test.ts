import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import { createInteractionStage } from "./interaction-stage.ts";

/** Products by plate: two that weigh the same far apart, a light, a heavy, and one that is twice the first. */
const weights = [120, 30, 545, 240, 120, 500];
const nobody = { held: new Map<number, number>(), misplaced: [] };
const stageOf = () => createInteractionStage(rowOfPlates(weights.length, weights));

function change(plates: readonly (readonly [plate: number, delta: number])[], at = 1000): WeightChange {
  const parts = plates.map(([plate, delta]) => ({ plate, delta, variance: 1 }));
  return { shelf: 0, plates: parts, from: at - 300, to: at - 100, decidedAt: at };
}

const best = (it: WeightChange, held: ReadonlyMap<number, number> = new Map()) =>
  stageOf().explain(it, { held, misplaced: [] })[0]?.items;

describe("explaining a change", () => {
  it("finds product and count of what was taken from its own plate, whatever they are", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: weights.length - 1 }),
        fc.integer({ min: 1, max: 3 }),
        fc.double({ min: -0.006, max: 0.006, noNaN: true }),
        (product, count, off) => {
          // One of product 3 is two of product 0, and the plates of 1 and 2 tempt nobody.
          const grams = (weights[product] ?? 0) * count * (1 + off);
          expect(best(change([[product, -grams]]))).toEqual([{ product, count: -count }]);
        },
      ),
    );
  });

  it("doubts that a thing was pushed aside, and more that something was taken in the same moment", () => {
    const costOf = (aside: number, items: number): number => {
      const pushed = change([
        [3, -240 - aside],
        [2, aside],
      ]);
      return (
        stageOf()
          .explain(pushed, nobody)
          .find((one) => one.items.length === items)?.cost ?? Number.NaN
      );
    };
    expect(costOf(15.01, 1) - costOf(14.99, 1)).toBeCloseTo(18, 1);
    expect(costOf(15.01, 0) - costOf(14.99, 0)).toBeCloseTo(10, 1);
  });

  it("tells products that weigh the same apart by the plate", () => {
    expect(best(change([[0, -120]]))).toEqual([{ product: 0, count: -1 }]);
    expect(best(change([[4, -120]]))).toEqual([{ product: 4, count: -1 }]);
  });

  it("puts a thing that lies across two plates together", () => {
    const across: [number, number][] = [
      [2, -400],
      [1, -145],
    ];
    expect(best(change(across))).toEqual([{ product: 2, count: -1 }]);
  });

  it("finds two kinds that were taken at once", () => {
    expect(best(change([[0, -150]]))).toEqual([
      { product: 0, count: -1 },
      { product: 1, count: -1 },
    ]);
  });

  it("takes small residues for nothing, and always lists that nothing moved", () => {
    expect(best(change([[2, 6]]))).toEqual([]);
    const all = stageOf().explain(change([[2, -545]]), nobody);
    expect(all.some((hypothesis) => hypothesis.items.length === 0)).toBe(true);
    expect(all.map((hypothesis) => hypothesis.cost)).toEqual(all.map((it) => it.cost).sort((a, b) => a - b));
    expect(all.length).toBeLessThanOrEqual(12);
  });

  it("takes a rise for a return of what is held, also where it does not belong", () => {
    expect(best(change([[0, 120]]), new Map([[0, 1]]))).toEqual([{ product: 0, count: 1 }]);
    expect(best(change([[0, 500]]), new Map([[5, 1]]))).toEqual([{ product: 5, count: 1 }]);
    expect(best(change([[0, 120]]), new Map([[4, 1]]))).toEqual([{ product: 4, count: 1 }]);
  });

  it("does not return more units than are held", () => {
    const all = stageOf().explain(change([[0, 1000]]), { held: new Map([[5, 1]]), misplaced: [] });
    expect(all.flatMap((hypothesis) => hypothesis.items).some((it) => it.product === 5 && it.count > 1)).toBe(false);
  });
});

describe("what lies in the wrong place", () => {
  const lies = (plate: number, product = 5) => ({ shelf: 0, plate, product, grams: 500, variance: 1 });

  it("is taken from there by the next shopper, also from the plate beside", () => {
    const gone = change([[0, -500]]);
    const context = (plate: number) => ({ held: new Map<number, number>(), misplaced: [lies(plate)] });
    expect(stageOf().explain(gone, nobody)[0]?.items).not.toEqual([{ product: 5, count: -1 }]);
    expect(stageOf().explain(gone, context(0))[0]?.items).toEqual([{ product: 5, count: -1 }]);
    expect(stageOf().explain(gone, context(1))[0]?.items).toEqual([{ product: 5, count: -1 }]);
    expect(stageOf().explain(gone, context(3))[0]?.items).not.toEqual([{ product: 5, count: -1 }]);
  });

  it("is not taken more often than it lies there", () => {
    const two = change([[0, -1000]]);
    const has = (all: readonly { readonly items: readonly { readonly product: number; readonly count: number }[] }[]) =>
      all.some(({ items }) => items.some(({ product, count }) => product === 5 && count === -2));
    expect(has(stageOf().explain(two, { ...nobody, misplaced: [lies(0)] }))).toBe(false);
    expect(has(stageOf().explain(two, { ...nobody, misplaced: [lies(0), lies(0)] }))).toBe(true);
  });

  it("is told apart from what belongs there", () => {
    expect(stageOf().isAtHome(change([[5, 500]]), 5)).toBe(true);
    expect(stageOf().isAtHome(change([[4, 500]]), 5)).toBe(false);
  });
});

describe("halves of one movement", () => {
  const isNear = (a: Parameters<typeof change>[0], b: Parameters<typeof change>[0]) =>
    stageOf().isNear(change(a), change(b));

  it("are on the same plate", () => {
    expect(isNear([[0, 61]], [[0, -181]])).toBe(true);
    expect(isNear([[0, 61]], [[3, -181]])).toBe(false);
  });

  it("are side by side where they go the same way, or one makes up for the other", () => {
    expect(isNear([[0, -61]], [[1, -181]])).toBe(true);
    expect(isNear([[0, 181]], [[1, -181]])).toBe(true);
    expect(isNear([[0, 61]], [[1, -181]])).toBe(false);
  });
});

describe("a catalogue that is wrong", () => {
  it("is corrected by what is taken, the less the more is known", () => {
    const stage = stageOf();
    const first = stage.unitWeight(2);
    for (let k = 0; k < 12; k++) stage.learn(change([[2, -560]]), { product: 2, count: -1 });
    expect(first.grams).toBe(545);
    expect(stage.unitWeight(2).grams).toBeGreaterThan(555);
    expect(stage.unitWeight(2).variance).toBeLessThan(first.variance);
    expect(stage.unitWeight(0).grams).toBe(120);
  });

  it("is not corrected by handfuls, in which one more or less is hard to see", () => {
    const stage = stageOf();
    stage.learn(change([[2, -1700]]), { product: 2, count: -3 });
    expect(stage.unitWeight(2).grams).toBe(545);
    stage.learn(change([[2, -1110]]), { product: 2, count: -2 });
    expect(stage.unitWeight(2).grams).toBeGreaterThan(545);
  });

  it("stays corrected after a restart", () => {
    const stage = stageOf();
    stage.learn(change([[2, -560]]), { product: 2, count: -1 });
    const other = stageOf();
    other.restore(stage.snapshot());
    expect(other.unitWeight(2)).toEqual(stage.unitWeight(2));
  });
});
