import { describe, expect, it } from "vitest";
import { createInteractionStage } from "../interaction/index.ts";
import type { Session } from "../sessions/index.ts";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import { changeOf, grams, questionOf } from "./attribution.fixture.ts";
import { linkedGroups } from "./linking.ts";
import { type Option, optionOf } from "./question.ts";
import type { Room } from "./room.ts";
import type { Group } from "./worlds.ts";

const moved = (session: string, product: number, count: number): Option =>
  optionOf([{ session, items: [{ product, count }], part: 0 }]);
const none = optionOf([]);

/** One open question, with its answers, likeliest first. */
function open(number: number, change: WeightChange, ...answers: readonly Option[]): Group {
  const worlds = answers.map((answer, k) => ({ weight: -k, answers: [answer] }));
  return { questions: [questionOf(number, change)], worlds };
}

/** The numbers of the groups that matter for a change that these may have made, at what cost. */
function linked(groups: readonly Group[], change: WeightChange, people: Record<string, number>): number[] {
  const room: Room = {
    stage: createInteractionStage(rowOfPlates(grams.length, grams)),
    base: { carts: new Map(), misplaced: [] },
    candidates: () =>
      Object.entries(people).map(([id, cost]) => ({ session: id === "" ? undefined : ({ id } as Session), cost })),
  };
  return linkedGroups(groups, questionOf(99, change), room).map(({ questions }) => questions[0]!.number);
}

const later = 60_000;

describe("something that is put back", () => {
  const taken = open(1, changeOf(1000, [0, -120]), moved("a", 0, -1), moved("b", 0, -1));
  const other = open(2, changeOf(1000, [2, -545]), moved("a", 2, -1));
  const back = changeOf(later, [3, 120]);

  it("is tied to who may have taken it, in any of the ways it may have been", () => {
    expect(linked([taken, other], back, { a: 0 })).toEqual([1]);
    expect(linked([taken, other], back, { b: 0 })).toEqual([1]);
    expect(linked([taken, other], changeOf(later, [3, 545]), { a: 0 })).toEqual([2]);
    expect(linked([], back, { a: 0 })).toEqual([]);
  });

  it("is not tied to those who can hardly have put it there: 24 costlier than the likeliest", () => {
    expect([linked([taken], back, { c: 0 }), linked([taken], back, { c: 0, a: 24 })]).toEqual([[], []]);
    expect(linked([taken], back, { c: 0, a: 23.9 })).toEqual([1]);
    expect(linked([taken], back, { c: -5, a: 18.9 })).toEqual([1]);
  });

  it("and was taken by somebody whom no session knows is tied to them", () => {
    const strangers = open(1, changeOf(1000, [0, -120]), moved("", 0, -1));
    expect([linked([strangers], back, { "": 0 }), linked([strangers], back, { a: 0 })]).toEqual([[1], []]);
  });
});

describe("something that is taken", () => {
  it("is tied to what may lie there out of its place, whoever left it, and to nothing elsewhere", () => {
    const left = open(1, changeOf(1000, [0, 545]), moved("a", 2, 1), none);
    expect(linked([left], changeOf(later, [0, -545]), { c: 0 })).toEqual([1]);
    expect(linked([left], changeOf(later, [4, -545]), { c: 0 })).toEqual([]);
  });

  it("is not tied to others who took the same from its place", () => {
    const same = open(1, changeOf(1000, [0, -120]), moved("a", 0, -1), moved("b", 0, -1));
    expect(linked([same], changeOf(later, [0, -120]), { c: 0 })).toEqual([]);
    expect(linked([same], changeOf(later, [0, -120]), { b: 0 })).toEqual([1]);
  });

  it("while another puts something back beside it is tied to who may hold that, from 15 g on", () => {
    const held = open(1, changeOf(1000, [4, -124]), moved("a", 4, -1));
    const both = (grams: number): WeightChange => changeOf(later, [2, -545], [1, grams]);
    expect([linked([held], both(124), { a: 0 }), linked([held], both(14), { a: 0 })]).toEqual([[1], []]);
  });
});

describe("half a movement", () => {
  const leant = (...answers: readonly Option[]): Group => open(1, changeOf(1000, [4, 61]), ...answers);

  it("is tied to one there within 15 s that may complete it, whoever makes it", () => {
    const half = leant(moved("a", 1, -1), none);
    expect(linked([half], changeOf(15_999, [4, -185]), { c: 0 })).toEqual([1]);
    expect(linked([half], changeOf(16_000, [4, -185]), { c: 0 })).toEqual([]);
    expect(linked([half], changeOf(4000, [1, -185]), { c: 0 })).toEqual([]);
    expect(linked([leant(moved("a", 1, -1))], changeOf(4000, [4, -185]), { c: 0 })).toEqual([]);
  });

  it("and what completes it are tied to who may hold what both are together", () => {
    const held = open(2, changeOf(-90_000, [2, -545]), moved("a", 2, -1));
    const half = open(1, changeOf(1000, [4, 300]), none);
    const rest = changeOf(4000, [4, 245]);
    expect([linked([held, half], rest, { a: 0 }), linked([held], rest, { a: 0 })]).toEqual([[2, 1], []]);
  });
});
