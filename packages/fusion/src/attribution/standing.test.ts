import { describe, expect, it } from "vitest";
import { createInteractionStage, type ItemDelta } from "../interaction/index.ts";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import { changeOf, grams, questionOf } from "./attribution.fixture.ts";
import { optionOf } from "./question.ts";
import { applyAnswer, copyOf, heldIn, nearestUnits, type Standing, type Unit } from "./standing.ts";

const stage = createInteractionStage(rowOfPlates(grams.length, grams));
const empty = (): Standing => ({ carts: new Map(), misplaced: [] });
const unit = (product: number, weighs: number, more: Partial<Unit> = {}): Unit => ({
  ...{ product, grams: weighs, variance: 1, at: 0, settledAt: 0, confidence: 1, interaction: "i0" },
  ...more,
});

/** What `session` did in a change on these plates, on top of how things stood. */
function apply(
  standing: Standing,
  session: string,
  items: readonly ItemDelta[],
  plates: readonly (readonly [plate: number, delta: number])[],
  confidence?: number,
): void {
  const question = questionOf(3, changeOf(9000, ...plates));
  applyAnswer(standing, question, optionOf([{ session, items, part: 0 }]), stage, confidence);
}

describe("a unit that is taken", () => {
  it("is in the cart with what it weighed, since when, from what, and how surely", () => {
    const standing = empty();
    apply(standing, "a", [{ product: 0, count: -1 }], [[0, -121.5]], 0.9);
    const taken = { product: 0, grams: 121.5, variance: 1, at: 8800, settledAt: 9200, confidence: 0.9 };
    expect(standing.carts.get("a")).toEqual([{ ...taken, interaction: "i3" }]);
    apply(standing, "a", [{ product: 1, count: -1 }], [[1, -77]]);
    expect(standing.carts.get("a")).toMatchObject([{ product: 0 }, { product: 1, confidence: 1 }]);
  });

  it("with others alike weighs its share, and is the less well known the more there were", () => {
    const standing = empty();
    apply(standing, "a", [{ product: 0, count: -2 }], [[0, -243]]);
    const variance = 1 / 4 + stage.unitWeight(0).variance / 2;
    expect(standing.carts.get("a")).toMatchObject([
      { grams: 121.5, variance },
      { grams: 121.5, variance },
    ]);
  });

  it("weighs what the catalogue says where other things moved with it, or half a unit is left over", () => {
    const weigh = (items: readonly ItemDelta[], delta: number): (number | undefined)[] => {
      const standing = empty();
      apply(standing, "a", items, [[0, delta]]);
      return standing.carts.get("a")!.map((each) => each.grams);
    };
    const two = [
      { product: 0, count: -1 },
      { product: 1, count: -1 },
    ];
    expect(weigh(two, -197)).toEqual([120, 77]);
    expect(weigh([{ product: 0, count: -1 }], -180)).toEqual([180]);
    expect(weigh([{ product: 0, count: -1 }], -180.1)).toEqual([120]);
    expect(weigh([{ product: 0, count: -2 }], -181)).toEqual([90.5, 90.5]);
    expect(weigh([{ product: 0, count: -2 }], -179)).toEqual([120, 120]);
  });

  it("by somebody whom no session knows is in no cart", () => {
    const standing = empty();
    apply(standing, "", [{ product: 0, count: -1 }], [[0, -120]]);
    expect(standing.carts.size).toBe(0);
  });

  it("from where it had been put wrongly lies there no more; others do", () => {
    const lies = { shelf: 0, plate: 0, product: 2, grams: 545, variance: 1 };
    const [near, far, other] = [
      { ...lies, grams: 540 },
      { ...lies, plate: 4 },
      { ...lies, product: 3 },
    ];
    const standing: Standing = { carts: new Map(), misplaced: [lies, near, far, other] };
    apply(standing, "a", [{ product: 2, count: -1 }], [[0, -541]]);
    expect(standing.misplaced).toEqual([lies, far, other]);
  });
});

describe("a unit that is put back", () => {
  it("leaves the cart it was in: of several alike the one that weighs the same, and nothing of anybody else's", () => {
    const [light, heavy, other] = [unit(0, 118), unit(0, 122), unit(1, 77)];
    const standing: Standing = {
      carts: new Map([
        ["a", [light, heavy, other]],
        ["b", [light]],
      ]),
      misplaced: [],
    };
    apply(standing, "a", [{ product: 0, count: 1 }], [[0, 121.6]]);
    expect([...standing.carts]).toEqual([
      ["a", [light, other]],
      ["b", [light]],
    ]);
    expect(standing.misplaced).toEqual([]);
  });

  it("where it does not belong lies there from then on, whoever put it there", () => {
    const standing = empty();
    apply(standing, "", [{ product: 2, count: 2 }], [[1, 1092]]);
    const lies = { shelf: 0, plate: 1, product: 2, grams: 546 };
    expect(standing.misplaced).toMatchObject([lies, lies]);
    expect(standing.carts.size).toBe(0);
  });

  it("there is remembered with 511 others, the newest", () => {
    const old = Array.from({ length: 512 }, (_, k) => ({ shelf: 0, plate: 4, product: 1, grams: k, variance: 1 }));
    const standing: Standing = { carts: new Map(), misplaced: old };
    apply(standing, "a", [{ product: 2, count: 1 }], [[1, 545]]);
    expect(standing.misplaced).toHaveLength(512);
    expect(standing.misplaced[0]).toBe(old[1]);
    expect(standing.misplaced.at(-1)).toMatchObject({ product: 2, plate: 1 });
  });
});

it("an answer in which several people moved something counts for each of them, by their own part", () => {
  const question = questionOf(3, changeOf(9000, [0, -121], [1, -78]));
  question.parts.push(changeOf(9000, [0, -121]), changeOf(9000, [1, -78]));
  const standing = empty();
  const both = [
    { session: "a", items: [{ product: 0, count: -1 }], part: 1 },
    { session: "b", items: [{ product: 1, count: -1 }], part: 2 },
  ];
  applyAnswer(standing, question, optionOf(both), stage);
  expect([standing.carts.get("a"), standing.carts.get("b")]).toMatchObject([[{ grams: 121 }], [{ grams: 78 }]]);
});

it("a copy may be changed without the other", () => {
  const standing: Standing = { carts: new Map([["a", [unit(0, 120)]]]), misplaced: [] };
  const copy = copyOf(standing);
  apply(copy, "a", [{ product: 0, count: 1 }], [[1, 120]]);
  expect([standing.carts.get("a")!.length, standing.misplaced.length]).toEqual([1, 0]);
  expect([copy.carts.get("a")!.length, copy.misplaced.length]).toEqual([0, 1]);
});

it("what is held is counted by product over all carts", () => {
  const carts = new Map([
    ["a", [unit(0, 120), unit(1, 77)]],
    ["b", [unit(0, 121)]],
  ]);
  const base: Standing = { carts, misplaced: [] };
  expect([...heldIn(base)]).toEqual([
    [0, 2],
    [1, 1],
  ]);
  expect(heldIn(base)).toBe(heldIn(base));
});

it("the units nearest in weight are those of that product, nearest to their share first, fewer where there are fewer", () => {
  const units = [unit(0, 110), unit(0, 125), unit(1, 120), unit(0, 119)];
  expect(nearestUnits(units, 0, 1, 120).map((each) => each.grams)).toEqual([119]);
  expect(nearestUnits(units, 0, 2, 240).map((each) => each.grams)).toEqual([119, 125]);
  expect(nearestUnits(units, 0, 9, 9 * 120)).toHaveLength(3);
  expect(nearestUnits(units, 3, 1, 120)).toEqual([]);
});
