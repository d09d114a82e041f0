import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import { createInteractionStage } from "./interaction-stage.ts";

/** Products by plate: two that weigh the same far apart, a light, a heavy, and one that is twice the first. */
const weights = [120, 30, 545, 240, 120, 500];
const nobody = { held: new Map<number, number>() };
const stageOf = () => createInteractionStage(rowOfPlates(weights.length, weights));

function change(plates: readonly (readonly [plate: number, delta: number])[], at = 1000): WeightChange {
  const parts = plates.map(([plate, delta]) => ({ plate, delta, variance: 1 }));
  return { shelf: 0, plates: parts, from: at - 300, to: at - 100, decidedAt: at };
}

const best = (it: WeightChange, held: ReadonlyMap<number, number> = new Map()) =>
  stageOf().explain(it, { held })[0]?.items;

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
    const all = stageOf().explain(change([[0, 1000]]), { held: new Map([[5, 1]]) });
    expect(all.flatMap((hypothesis) => hypothesis.items).some((it) => it.product === 5 && it.count > 1)).toBe(false);
  });
});

describe("what lies in the wrong place", () => {
  it("is known to be there when the next shopper takes it, and forgotten then", () => {
    const stage = stageOf();
    const left = change([[0, 500]]);
    expect(stage.explain(change([[0, -500]]), nobody)[0]?.items).not.toEqual([{ product: 5, count: -1 }]);
    stage.placed(left, [{ product: 5, count: 1 }]);
    expect(stage.explain(change([[0, -500]]), nobody)[0]?.items).toEqual([{ product: 5, count: -1 }]);
    stage.taken(change([[0, -500]]), [{ product: 5, count: -1 }]);
    expect(stage.snapshot().misplaced).toEqual([]);
  });

  it("is not noted for a return to its own plate", () => {
    const stage = stageOf();
    stage.placed(change([[5, 500]]), [{ product: 5, count: 1 }]);
    expect(stage.snapshot().misplaced).toEqual([]);
  });

  it("is remembered within bounds", () => {
    const stage = createInteractionStage(
      rowOfPlates(
        60,
        Array.from({ length: 60 }, (_, p) => 100 + p),
      ),
    );
    for (let p = 0; p < 60; p++) {
      for (let product = 0; product < 60; product++) stage.placed(change([[p, 1]]), [{ product, count: 1 }]);
    }
    expect(stage.snapshot().misplaced).toHaveLength(512);
  });
});
