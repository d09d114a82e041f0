import { describe, expect, it } from "vitest";
import { createInteractionStage, type ItemDelta } from "../interaction/index.ts";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import { changeOf, grams, questionOf } from "./attribution.fixture.ts";
import { half, type Option, optionOf, type Question } from "./question.ts";
import { isRipe, patienceEnds, settled } from "./settling.ts";
import type { Standing } from "./standing.ts";
import type { Group } from "./worlds.ts";

const base: Standing = { carts: new Map(), misplaced: [] };
const took = (session: string, product = 0): Option =>
  optionOf([{ session, items: [{ product, count: -1 }], part: 0 }]);
const brought = (session: string, product = 0): Option =>
  optionOf([{ session, items: [{ product, count: 1 }], part: 0 }]);
const none = optionOf([]);
const taking = (number: number): Question => questionOf(number, changeOf(1000 * number, [0, -120]));
const group = (questions: Question[], ...worlds: (readonly [weight: number, ...answers: Option[]])[]): Group => ({
  questions,
  worlds: worlds.map(([weight, ...answers]) => ({ weight, answers })),
});

/** What is settled of a group, what stays open, and what was learned from it. */
function settle(before: Group, at = 20_000, all = false, from = base) {
  const learned: ItemDelta[] = [];
  const stage = {
    ...createInteractionStage(rowOfPlates(grams.length, grams)),
    learn: (_: unknown, item: ItemDelta) => void learned.push(item),
  };
  const after = settled(before, from, stage, at, all);
  const carts = [...after.base.carts].map(([id, units]) => `${id}:${units.map(({ product }) => product).join()}`);
  return { carts, open: after.group.questions.map(({ number }) => number), learned, after };
}

describe("an answer is settled", () => {
  it("when all others together are less probable than e⁻⁷; and what it weighed is learned", () => {
    expect(settle(group([taking(1)], [0, took("a")], [-7.01, took("b")]))).toMatchObject({
      ...{ carts: ["a:0"], open: [], learned: [{ product: 0, count: -1 }] },
    });
    expect(settle(group([taking(1)], [0, took("a")], [-6.9, took("b")]))).toMatchObject({
      ...{ carts: [], open: [1], learned: [] },
    });
  });

  it("by force with all others, as it is then, and nothing is learned from what is not certain", () => {
    const { carts, open, learned, after } = settle(group([taking(1)], [0, took("a")], [-1, took("b")]), 20_000, true);
    expect([carts, open, learned]).toEqual([["a:0"], [], []]);
    expect(after.base.carts.get("a")![0]!.confidence).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
    expect(base.carts.size).toBe(0);
  });

  it("by force, the oldest, where more than 16 of a group are open", () => {
    const open = (count: number): number[] => {
      const questions = Array.from({ length: count }, (_, k) => taking(k + 1));
      const all = (session: string) => questions.map(() => took(session));
      return settle(group(questions, [0, ...all("a")], [-1, ...all("b")])).open;
    };
    expect(open(16)).toHaveLength(16);
    // With the first the others are decided here, for whoever took one took all.
    expect(open(17)).toEqual([]);
  });

  it("leaves the worlds that agree with it, and what they say of the others", () => {
    const questions = [taking(1), taking(2)];
    const { open, after } = settle(
      group(questions, [0, took("a"), took("a")], [-1, took("a"), took("b")], [-9, took("b"), took("c")]),
    );
    expect(open).toEqual([2]);
    expect(after.group.worlds.map(({ answers }) => answers[0]!.key)).toEqual(["a:0-1", "b:0-1"]);
  });

  it("teaches no weight where two moved something, or several kinds, or it came in halves", () => {
    const two = optionOf([
      { session: "a", items: [{ product: 0, count: -1 }], part: 0 },
      { session: "b", items: [{ product: 0, count: -1 }], part: 0 },
    ]);
    const kinds = optionOf([
      {
        session: "a",
        items: [
          { product: 0, count: -1 },
          { product: 1, count: -1 },
        ],
        part: 0,
      },
    ]);
    const halves = optionOf([{ session: "a", items: [{ product: 0, count: -1 }], part: 0 }], ["i0"]);
    for (const answer of [two, kinds, halves]) {
      const { open, learned } = settle(group([taking(1)], [0, answer]));
      expect([open, learned]).toEqual([[], []]);
    }
  });
});

describe("that nothing moved", () => {
  const touched = questionOf(1, changeOf(10_000, [0, 61]));
  const open = (at: number, ...worlds: (readonly [number, ...Option[]])[]): number =>
    settle(group([touched], ...worlds), at).open.length;

  it("is settled 15 s later, when nothing can complete it any more", () => {
    expect([open(24_999, [0, none]), open(25_000, [0, none])]).toEqual([1, 0]);
    expect([open(24_999, [0, half]), open(25_000, [0, half])]).toEqual([1, 0]);
  });

  it("is settled a minute later even where it is in doubt", () => {
    const doubt = [
      [0, none],
      [-1, took("a")],
    ] as const;
    expect([open(69_999, ...doubt), open(70_000, ...doubt)]).toEqual([1, 0]);
    expect(open(90_000, [0, took("a")], [-1, none])).toBe(1);
  });

  it("is ripe to be looked at again after 15 s, and only that", () => {
    const ripe = (told: string, at: number): boolean =>
      isRipe(group([taking(9), { ...touched, told }], [0, took("a"), none]), at);
    expect([ripe("", 24_999), ripe("", 25_000), ripe("a:0-1", 25_000)]).toEqual([true, true, true]);
    const alone = (told: string, at: number): boolean => isRipe(group([{ ...touched, told }], [0, none]), at);
    expect([alone("", 24_999), alone("", 25_000), alone("a:0-1", 25_000)]).toEqual([false, true, false]);
  });
});

describe("what was put back", () => {
  const back = questionOf(2, changeOf(2000, [0, 120]));

  it("is settled where they hold it for certain, or nothing that is open says that they took it", () => {
    expect(settle(group([back], [0, brought("a")])).open).toEqual([]);
    const held = settle(group([taking(1)], [0, took("a")])).after.base;
    const questions = [taking(3), back];
    const worlds = [
      [0, took("a"), brought("a")],
      [-1, took("b"), brought("a")],
    ] as const;
    expect(settle(group(questions, ...worlds), 20_000, false, held)).toMatchObject({ open: [3], carts: ["a:"] });
  });

  it("stays open as long as it is open whether they took it", () => {
    const open = (first: Option, other: Option): number[] =>
      settle(group([taking(1), back], [0, first, brought("a")], [-1, other, brought("a")])).open;
    expect(open(took("a"), took("b"))).toEqual([1, 2]);
    expect(open(took("c"), took("b"))).toEqual([1]);
    expect(open(took("a", 3), took("b"))).toEqual([1]);
    expect(open(brought("a"), took("b"))).toEqual([1]);
  });
});

describe("patience", () => {
  const waiting = (): Question => questionOf(1, changeOf(10_000, [0, 61]), { idleCost: 18, idleCostLater: 26 });

  it("ends after 4 s: that nothing moved costs from then on what it does", () => {
    const question = waiting();
    const before = group([question], [0, none], [-2, took("a")]);
    expect(patienceEnds(before, 13_999)).toBe(before);
    const after = patienceEnds(before, 14_000);
    expect(after.worlds).toEqual([
      { weight: 0, answers: [took("a")] },
      { weight: -2, answers: [none] },
    ]);
    expect(question.idleCost).toBe(26);
    expect(patienceEnds(after, 15_000)).toBe(after);
  });

  it("does not change what is said of others, nor of halves that were completed", () => {
    const questions = [taking(9), waiting()];
    const before = group(questions, [0, none, half], [-1, none, none], [-2, took("a"), took("a")]);
    const after = patienceEnds(before, 20_000);
    expect(after.questions).toBe(questions);
    expect(after.worlds.map(({ weight }) => weight)).toEqual([0, -2, -5]);
  });
});
