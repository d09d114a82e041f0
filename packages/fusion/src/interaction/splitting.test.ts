import { describe, expect, it } from "vitest";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import type { PlateChange, WeightChange } from "../shelf/weight-change.ts";
import { createInteractionStage } from "./interaction-stage.ts";
import { cuts, joined } from "./splitting.ts";

const on = (plate: number, delta: number, variance = 1): PlateChange => ({ plate, delta, variance });
const change = (plates: readonly PlateChange[], decidedAt = 900): WeightChange => ({
  ...{ shelf: 3, plates, from: decidedAt - 500, to: decidedAt - 300, decidedAt },
  curve: { at: 0, dt: 50, grams: [] },
  steps: [],
});

describe("cuts between plates", () => {
  it("are made at each border, along the shelf, the largest change of a half first", () => {
    const whole = change([on(1, -90), on(0, -10), on(2, -40)]);
    const bare = { shelf: 3, from: 400, to: 600, decidedAt: 900 };
    expect(cuts(whole, (plate) => plate)).toEqual([
      [
        { ...bare, plates: [on(0, -10)] },
        { ...bare, plates: [on(1, -90), on(2, -40)] },
      ],
      [
        { ...bare, plates: [on(1, -90), on(0, -10)] },
        { ...bare, plates: [on(2, -40)] },
      ],
    ]);
    expect(cuts(whole, (plate) => -plate).map(([first]) => first.plates.map(({ plate }) => plate))).toEqual([
      [2],
      [1, 2],
    ]);
    expect(cuts(change([on(1, -90)]), (plate) => plate)).toEqual([]);
  });

  it("list plates that changed alike in their order", () => {
    const [[, rest] = []] = cuts(change([on(0, 5), on(2, -40), on(1, 40)]), (plate) => plate);
    expect(rest?.plates.map(({ plate }) => plate)).toEqual([1, 2]);
    const three = change([on(3, 40), on(2, 10), on(1, -20), on(0, 1)]);
    expect(cuts(three, (plate) => plate)[0]?.[1].plates.map(({ plate }) => plate)).toEqual([3, 1, 2]);
  });

  it("go along the front of the shelf, whichever way it looks and however its plates are listed", () => {
    const row = rowOfPlates(3, [100, 50, 20]);
    const firsts = (center: (x: number) => [number, number, number], facing: [number, number]) => {
      const shelves = row.shelves.map((shelf) => ({
        ...shelf,
        plates: shelf.plates.map((plate, p) => ({ ...plate, center: center([0, 2, 1][p]!), facing })),
      }));
      const stage = createInteractionStage({ ...row, shelves });
      const all = stage.cuts({ ...change([on(0, -30), on(1, -20), on(2, -10)]), shelf: 0 });
      return all.map(([first]) => first?.plates.map(({ plate }) => plate).sort((a, b) => a - b));
    };
    const oneWay = [[0], [0, 2]];
    const otherWay = [[1], [1, 2]];
    expect(firsts((x) => [x, 4, 1], [0, 1])).toEqual(oneWay);
    expect(firsts((x) => [x, 4, 1], [0, -1])).toEqual(otherWay);
    expect(firsts((y) => [4, y, 1], [1, 0])).toEqual(otherWay);
    expect(firsts((y) => [4, y, 1], [-1, 0])).toEqual(oneWay);
    expect(firsts((d) => [3 + 0.6 * d, 5 - 0.8 * d, 1], [0.8, 0.6])).toEqual(oneWay);
  });
});

describe("two changes as one", () => {
  it("have the sum of each plate, at the time of the second", () => {
    const first = change([on(0, -30, 2), on(1, 5, 3)], 900);
    const second = change([on(2, -7, 1), on(1, -65, 4)], 1700);
    expect(joined(first, second)).toEqual({
      ...{ shelf: 3, from: 1200, to: 1400, decidedAt: 1700 },
      plates: [on(1, -60, 7), on(0, -30, 2), on(2, -7, 1)],
    });
  });
});

it("each part of a cut between plates has the time in which its own plates moved, where that is known", () => {
  const timed = (plate: number, from: number, to: number) => ({ ...on(plate, -100), from, to });
  const whole = { ...change([timed(0, 1100, 1200), timed(1, 1300, 1350), timed(2, 1150, 1600)]), from: 1000, to: 2000 };
  const times = cuts(whole, (plate) => plate).map((parts) => parts.map(({ from, to }) => [from, to]));
  expect(times).toEqual([
    [
      [1100, 1200],
      [1150, 1600],
    ],
    [
      [1100, 1350],
      [1150, 1600],
    ],
  ]);
});
