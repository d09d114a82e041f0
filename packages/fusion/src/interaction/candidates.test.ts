import { describe, expect, it } from "vitest";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Assortment } from "./assortment.ts";
import { findCandidates, type InteractionContext } from "./candidates.ts";

/** Plates 0, 1, 2 in a row hold products 0, 1, 2; shelf 1 has one plate with product 3. */
const assortment: Assortment = {
  weight: new Float64Array(5).fill(100),
  unitVariance: new Float64Array(5),
  offers: [
    [
      [
        { product: 0, affinity: 1 },
        { product: 1, affinity: 0.15 },
      ],
      [
        { product: 1, affinity: 1 },
        { product: 0, affinity: 0.15 },
        { product: 2, affinity: 0.15 },
      ],
      [{ product: 2, affinity: 1 }],
    ],
    [[{ product: 3, affinity: 1 }]],
  ],
  beside: [[[1], [0, 2], [1]], [[]]],
};

function change(...plates: readonly (readonly [plate: number, delta: number])[]): WeightChange {
  const parts = plates.map(([plate, delta]) => ({ plate, delta, variance: 1 }));
  return { shelf: 0, plates: parts, from: 0, to: 0, decidedAt: 0 };
}

const find = (it: WeightChange, { held = new Map(), misplaced = [], ...more }: Partial<InteractionContext> = {}) =>
  findCandidates(assortment, it, { held, misplaced, ...more });

const stocked = (plate: number, product = 4) => ({ ...lies(plate, product), stocked: true as const });
const lies = (plate: number, product = 4, shelf = 0) => ({ shelf, plate, product, grams: 100, variance: 1 });

describe("candidates of a fall", () => {
  it("are what is at home on its plates and beside them, by the share of the grams there", () => {
    const found = find(change([0, -75], [1, -25]));
    expect(found.map(({ product }) => product)).toEqual([0, 1, 2]);
    const shares = [0.75 + 0.15 * 0.25, 0.25 + 0.15 * 0.75, 0.15 * 0.25];
    for (const [k, { share, penalty, units }] of found.entries()) {
      expect(share).toBeCloseTo(shares[k]!, 12);
      expect(penalty).toBeCloseTo(-2 * Math.log(shares[k]!), 12);
      expect(units).toBe(12);
    }
  });

  it("count grams that rose like those that fell", () => {
    expect(find(change([0, -75], [1, 25]))[0]?.share).toBeCloseTo(0.75 + 0.15 * 0.25, 12);
  });

  it("are what lies there in the wrong place: at even odds where it lies, one in twenty beside it", () => {
    const on = find(change([0, -100]), { misplaced: [lies(0)] });
    expect(on.map(({ product }) => product)).toEqual([0, 1, 4]);
    expect(on[2]).toEqual({ product: 4, units: 1, share: 0.5, penalty: -2 * Math.log(0.5) });
    expect(find(change([0, -100]), { misplaced: [lies(1)] })[2]).toEqual({
      ...{ product: 4, units: 1, share: 0.05, penalty: -2 * Math.log(0.05) },
    });
    expect(find(change([0, -100]), { misplaced: [lies(2), lies(0, 4, 1)] })).toHaveLength(2);
  });

  it("are as many as lie there, and not less likely for lying there", () => {
    expect(find(change([0, -100]), { misplaced: [lies(0), lies(1), lies(2)] })[2]).toMatchObject({
      ...{ units: 2, share: 0.5 },
    });
    expect(find(change([0, -100]), { misplaced: [lies(0, 0)] })[0]).toMatchObject({ units: 13, share: 1 });
  });

  it("do not depend on what anybody holds", () => {
    expect(find(change([0, -100]), { held: new Map([[3, 2]]) })).toEqual(find(change([0, -100])));
  });
});

describe("candidates of a rise", () => {
  it("are what is held, wherever it belongs, and as many as are held", () => {
    const found = find(change([0, 100]), { held: new Map([[3, 2]]) });
    expect(found.map(({ product }) => product)).toEqual([0, 1, 3]);
    expect(found[2]).toEqual({ product: 3, units: 2, share: 0.02, penalty: -2 * Math.log(0.02) });
  });

  it("cost a good deal where nobody holds them", () => {
    const [own, next] = find(change([0, 100]), { held: new Map([[1, 1]]) });
    expect(own).toEqual({ product: 0, units: 12, share: 1, penalty: 9 });
    expect(next).toEqual({ product: 1, units: 12, share: 0.15, penalty: -2 * Math.log(0.15) });
    expect(find(change([0, 100]), { held: new Map([[0, 13]]) })[0]).toEqual({
      ...{ product: 0, units: 13, share: 1, penalty: 0 },
    });
  });

  it("are not what was given back already, nor what lies about", () => {
    const found = find(change([0, 100]), { held: new Map([[3, 0]]), misplaced: [lies(0)] });
    expect(found.map(({ product }) => product)).toEqual([0, 1]);
  });

  it("go by the sum over the plates", () => {
    expect(find(change([0, 60], [1, -40]))[0]?.penalty).toBeGreaterThan(9);
    expect(find(change([0, 40], [1, -60]))[0]?.penalty).toBeLessThan(9);
    expect(find(change([0, 50], [1, -50]))[0]?.penalty).toBeLessThan(9);
  });
});

describe("candidates of what those who work here do", () => {
  it("are all products, the same whichever it is where they are not at hand, then alone", () => {
    const found = find(change([0, 100]), { byStaff: true, held: new Map([[4, 1]]) });
    expect(found.map(({ product, isAlone = false }) => [product, isAlone])).toEqual([
      [0, false],
      [1, false],
      [2, true],
      [3, true],
      [4, false],
    ]);
    expect(found[0]).toEqual({ product: 0, units: 100, share: 1, penalty: 0 });
    expect(found[2]).toEqual({ product: 2, units: 100, share: 0.04, penalty: -2 * Math.log(0.04), isAlone: true });
    expect(found[4]).toMatchObject({ units: 100, share: 0.02 });
  });

  it("are what lies there, of what they take, in any number", () => {
    const found = find(change([0, -100]), { byStaff: true, misplaced: [lies(0)] });
    expect(found.map(({ product, units }) => [product, units])).toEqual([
      [0, 100],
      [1, 100],
      [4, 1],
    ]);
  });
});

describe("a plate that was given to another product", () => {
  const given = { misplaced: [stocked(0)] };

  it("offers that one in any number, and what it had before less", () => {
    const found = find(change([0, -100]), given);
    expect(found.map(({ product, units }) => [product, units])).toEqual([
      [0, 12],
      [1, 12],
      [4, 12],
    ]);
    expect(found[2]).toEqual({ product: 4, units: 12, share: 1, penalty: 0 });
    expect(found[0]?.share).toBeCloseTo(0.3, 12);
    expect(found[1]?.share).toBeCloseTo(0.3 * 0.15, 12);
  });

  it("takes it back as naturally", () => {
    expect(find(change([0, 100]), { ...given, held: new Map([[4, 1]]) })[2]).toMatchObject({ share: 1, penalty: 0 });
  });

  it("offers it a little on the plate beside, whose own product stays what it was", () => {
    const found = find(change([1, -100]), given);
    expect(found.map(({ product, share }) => [product, share])).toEqual([
      [0, 0.15],
      [1, 1],
      [2, 0.15],
      [4, 0.15],
    ]);
    expect(find(change([2, -100]), given).map(({ product }) => product)).toEqual([2]);
  });
});
