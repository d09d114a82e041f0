import { describe, expect, it } from "vitest";
import { areNeighbours } from "./neighbours.ts";
import { feed, makeSignal, rounded, rowOfPlates } from "./shelf-signal.fixture.ts";
import { createShelfStage } from "./shelf-stage.ts";

const changesOf = (options: Parameters<typeof makeSignal>[0]) =>
  feed(createShelfStage(rowOfPlates(options.plates)), makeSignal(options)).map(rounded);

describe("changes over several plates", () => {
  it("tells a thing that lay across three plates as one change", () => {
    const steps = [
      { at: 3000, plate: 1, grams: -60 },
      { at: 3010, plate: 2, grams: -240 },
      { at: 2990, plate: 3, grams: -90 },
    ];
    expect(changesOf({ plates: 6, seconds: 5, steps })).toEqual([
      [
        [1, -60],
        [2, -240],
        [3, -90],
      ],
    ]);
  });

  it("tells two people apart who take from plates that are not side by side at the same time", () => {
    const steps = [
      { at: 3000, plate: 0, grams: -120 },
      { at: 3000, plate: 4, grams: -300 },
    ];
    expect(changesOf({ plates: 6, seconds: 5, steps })).toEqual([[[0, -120]], [[4, -300]]]);
  });

  it("tells steps on plates side by side apart when they come one after the other", () => {
    const steps = [
      { at: 3000, plate: 1, grams: -120 },
      { at: 3450, plate: 2, grams: -300 },
    ];
    expect(changesOf({ plates: 4, seconds: 5, steps })).toEqual([[[1, -120]], [[2, -300]]]);
  });

  it("takes a neighbour's small share of a large change for cross-talk", () => {
    const steps = [
      { at: 3000, plate: 1, grams: -900 },
      { at: 3000, plate: 2, grams: -14 },
      { at: 3200, plate: 0, grams: -10 },
    ];
    expect(changesOf({ plates: 4, seconds: 5, noise: 0.2, steps })).toEqual([[[1, -900]]]);
  });

  it("tells two picks from one plate apart that follow each other in a second", () => {
    const steps = [
      { at: 3000, plate: 1, grams: -120 },
      { at: 3900, plate: 1, grams: -120 },
    ];
    expect(changesOf({ plates: 3, seconds: 6, steps })).toEqual([[[1, -120]], [[1, -120]]]);
  });

  it("goes on with the other plates when one is dead", () => {
    const steps = [
      { at: 3000, plate: 0, grams: -75 },
      { at: 3000, plate: 1, grams: -75 },
    ];
    expect(changesOf({ plates: 3, seconds: 5, dead: [1], steps })).toEqual([[[0, -75]]]);
  });
});

describe("plates side by side", () => {
  const [first, second, third] = rowOfPlates(3).shelves[0]?.plates ?? [];

  it("are found by where they are, not by their order", () => {
    if (!first || !second || !third) throw new TypeError("the fixture has three plates");
    expect(areNeighbours(first, second)).toBe(true);
    expect(areNeighbours(first, third)).toBe(false);
  });

  it("are not those above, behind or around the corner", () => {
    if (!first || !second) throw new TypeError("the fixture has three plates");
    const [x, y, z] = second.center;
    expect(areNeighbours(first, { ...second, center: [x, y, z + 0.3] })).toBe(false);
    expect(areNeighbours(first, { ...second, center: [x, y + 0.5, z] })).toBe(false);
    expect(areNeighbours(first, { ...second, facing: [0, 1] })).toBe(false);
  });
});
