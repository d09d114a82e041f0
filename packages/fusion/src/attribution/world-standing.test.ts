import { expect, it } from "vitest";
import { createInteractionStage } from "../interaction/index.ts";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import { changeOf, grams, questionOf } from "./attribution.fixture.ts";
import { type Option, optionOf } from "./question.ts";
import { applyAnswer, copyOf, heldIn, type Standing, type Unit } from "./standing.ts";
import { standingsIn } from "./world-standing.ts";
import type { Group } from "./worlds.ts";

const stage = createInteractionStage(rowOfPlates(grams.length, grams));
const unit = (product: number, weighs: number): Unit => ({
  ...{ product, grams: weighs, variance: 1, at: 0, settledAt: 0, confidence: 1, interaction: "i0" },
});
const base: Standing = {
  carts: new Map([
    ["a", [unit(0, 121), unit(2, 545)]],
    ["c", [unit(3, 240)]],
  ]),
  misplaced: [{ shelf: 0, plate: 1, product: 0, grams: 119, variance: 1 }],
};
const moved = (session: string, product: number, count: number): Option =>
  optionOf([{ session, items: [{ product, count }], part: 0 }]);

/** Something is taken from the second plate, and then something put there. */
const questions = [questionOf(1, changeOf(1000, [1, -119])), questionOf(2, changeOf(2000, [1, 545]))];
const took = moved("a", 0, -1);
const back = moved("a", 2, 1);
const group: Group = {
  questions,
  worlds: [
    [took, back],
    [took, moved("b", 2, 1)],
    [moved("b", 1, -1), back],
    [moved("", 0, -1), optionOf([])],
    [optionOf([]), optionOf([])],
  ].map((answers) => ({ weight: 0, answers })),
};

it("in each world things stand as after its answers, one by one", () => {
  const standings = standingsIn(group, base, stage);
  for (const [w, { answers }] of group.worlds.entries()) {
    const after = copyOf(base);
    for (const [k, answer] of answers.entries()) applyAnswer(after, questions[k]!, answer, stage);
    const standing = standings[w]!;
    expect(standing.misplaced).toEqual(after.misplaced);
    for (const session of ["a", "b", "c", "d"]) expect(standing.get(session)).toEqual(after.carts.get(session));
    const held = [...heldIn(after)].toSorted(([p], [q]) => p - q);
    expect([...standing.held()].filter(([, count]) => count > 0).toSorted(([p], [q]) => p - q)).toEqual(held);
  }
});

it("it is told who moves something, and how much more or less is held than before", () => {
  const standings = standingsIn(group, base, stage);
  expect(standings.map((standing) => [...standing.moved.keys()])).toEqual([["a"], ["a", "b"], ["b", "a"], [], []]);
  expect(standings.map((standing) => [...standing.heldMore])).toEqual([
    [
      [0, 1],
      [2, -1],
    ],
    [[0, 1]],
    [
      [1, 1],
      [2, -1],
    ],
    [],
    [],
  ]);
});

it("what worlds have in common is worked out once", () => {
  const [first, second] = standingsIn(group, base, stage);
  expect(first!.misplaced).not.toBe(base.misplaced);
  expect(second!.moved).toBe(second!.moved);
  const [one, two] = standingsIn({ questions, worlds: [group.worlds[0]!, group.worlds[0]!] }, base, stage);
  expect(one!.get("a")).toBe(two!.get("a"));
  expect(one!.misplaced).toBe(two!.misplaced);
});
