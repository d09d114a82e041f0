import { describe, expect, it } from "vitest";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import { createInteractionStage } from "./interaction-stage.ts";

const row = rowOfPlates(5, [100, 50, 20, 60, 70]);
const twoShelves = { ...row, shelves: [...row.shelves, { ...row.shelves[0]!, id: "g2" }] };
const stage = createInteractionStage(twoShelves);

function change(plates: readonly (readonly [plate: number, delta: number])[], shelf = 0): WeightChange {
  const parts = plates.map(([plate, delta]) => ({ plate, delta, variance: 4 }));
  return { shelf, plates: parts, from: 0, to: 0, decidedAt: 0 };
}
const lies = { shelf: 0, plate: 1, product: 4, grams: 70, variance: 1 };

describe("a change of a shelf that is not there", () => {
  it("is refused, with what to do", () => {
    const explain = () => stage.explain(change([[0, -100]], 2), { held: new Map(), misplaced: [] });
    expect(explain).toThrow(
      expect.objectContaining({
        code: "fusion.shelf-unknown",
        category: "input",
        message: expect.stringContaining("no shelf 2"),
        remedy: expect.stringContaining("same store model"),
      }),
    );
  });
});

describe("halves of one movement", () => {
  const isNear = (a: Parameters<typeof change>[0], b: Parameters<typeof change>[0]) =>
    stage.isNear(change(a), change(b));

  it("are on one shelf", () => {
    expect(stage.isNear(change([[0, -50]]), change([[0, -50]], 1))).toBe(false);
  });

  it("share one plate at least", () => {
    expect(
      isNear(
        [
          [0, 50],
          [1, 9],
        ],
        [
          [1, -90],
          [2, -9],
        ],
      ),
    ).toBe(true);
    expect(
      isNear(
        [[0, 50]],
        [
          [0, -10],
          [1, -90],
        ],
      ),
    ).toBe(true);
  });

  it("have one pair of plates side by side at least", () => {
    expect(
      isNear(
        [
          [0, -50],
          [1, -9],
        ],
        [[2, -90]],
      ),
    ).toBe(true);
    expect(
      isNear(
        [[0, -50]],
        [
          [1, -9],
          [3, -90],
        ],
      ),
    ).toBe(true);
    expect(isNear([[0, -50]], [[2, -90]])).toBe(false);
  });

  it("make up for each other to 10 g and three deviations where they go opposite ways", () => {
    // Two variances of 4: 10 + 3 · √8 = 18.49.
    expect(isNear([[0, 100]], [[1, -118.4]])).toBe(true);
    expect(isNear([[0, 100]], [[1, -118.6]])).toBe(false);
    expect(isNear([[0, -118.6]], [[1, 100]])).toBe(false);
    expect(isNear([[0, 100]], [[1, 118.6]])).toBe(true);
  });
});

describe("what lies about", () => {
  it("is at a change on one of its plates, or beside one", () => {
    const isAt = (plates: readonly number[], shelf = 0) =>
      stage.isAt(
        lies,
        change(
          plates.map((plate) => [plate, -10]),
          shelf,
        ),
      );
    expect([[0], [1], [2], [3], [4, 0]].map((plates) => isAt(plates))).toEqual([true, true, true, false, true]);
    expect(isAt([1], 1)).toBe(false);
  });

  it("is as likely on one plate of several as on its only one", () => {
    const penalty = (plates: readonly number[]) => {
      const all = stage.explain(change(plates.map((plate) => [plate, -35])), { held: new Map(), misplaced: [lies] });
      const it = all.find(({ items }) => items.length === 1 && items[0]?.product === 4);
      return (it?.cost ?? 0) - (it?.misfit ?? 0) - 0.4;
    };
    expect(penalty([1, 0])).toBeCloseTo(-2 * Math.log(0.5), 9);
    expect(penalty([0, 2])).toBeCloseTo(-2 * Math.log(0.05), 9);
  });
});

describe("a product's home", () => {
  it("is one plate of the change, and not one beside it", () => {
    expect(
      stage.isAtHome(
        change([
          [0, 10],
          [3, 10],
        ]),
        3,
      ),
    ).toBe(true);
    expect(stage.isAtHome(change([[2, 10]]), 3)).toBe(false);
    expect(stage.isAtHome(change([[4, 10]]), 3)).toBe(false);
    expect(stage.isAtHome(change([[9, 10]]), 3)).toBe(false);
  });
});

it("a unit varies by what is not known of it and by its own scatter", () => {
  // (1 % of 100 g)² and 1 g² + (0.8 %)².
  expect(stage.unitWeight(0).variance).toBeCloseTo(1 + 1.64, 9);
  expect(stage.unitWeight(9)).toEqual({ grams: 0, variance: 0 });
});

it("a change is cut between plates and between steps", () => {
  const steps = [
    { at: 1, delta: -50, variance: 1 },
    { at: 9, delta: -30, variance: 1 },
  ];
  expect(
    stage.cuts({
      ...change([
        [0, -60],
        [1, -20],
      ]),
      steps,
    }),
  ).toHaveLength(2);
});
