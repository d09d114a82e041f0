import { describe, expect, it } from "vitest";
import { createInteractionStage, joined } from "../interaction/index.ts";
import type { Session } from "../sessions/index.ts";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import { extended, mayBeHalf } from "./answering.ts";
import { changeOf, grams, questionOf } from "./attribution.fixture.ts";
import { type Option, optionOf, type Question } from "./question.ts";
import type { Room } from "./room.ts";
import type { Unit } from "./standing.ts";
import type { Group } from "./worlds.ts";

const stage = createInteractionStage(rowOfPlates(grams.length, grams));
const unit = (product: number, weighs: number): Unit => ({
  ...{ product, grams: weighs, variance: 1, at: 0, settledAt: 0, confidence: 1, interaction: "i0" },
});
const roomOf = (people: Record<string, number>, carts: Record<string, readonly Unit[]> = {}): Room => ({
  stage,
  base: { carts: new Map(Object.entries(carts)), misplaced: [] },
  candidates: () => Object.entries(people).map(([id, cost]) => ({ session: { id } as Session, cost })),
});
/** A shopper and somebody who works here, one as near as the other. */
const staffed: Room = {
  ...roomOf({}),
  candidates: () => ["a", "s"].map((id) => ({ session: { id, staff: id === "s" } as Session, cost: 0 })),
};
const moved = (session: string, product: number, count: number): Option =>
  optionOf([{ session, items: [{ product, count }], part: 0 }]);
const none = optionOf([]);
const ask = (number: number, change: WeightChange): Question =>
  questionOf(number, change, { idleCost: 18, idleCostLater: 30 });
const group = (questions: Question[], ...worlds: readonly (readonly Option[])[]): Group => ({
  questions,
  worlds: worlds.map((answers, k) => ({ weight: -k / 10, answers })),
});

/** Weights by answer to the last question in the worlds that went before like this; the best is 0. */
function answersAfter(whole: Group, before: readonly Option[]): Map<string, number> {
  const key = before.map((option) => option.key).join("|");
  const own = whole.worlds.filter(
    ({ answers }) =>
      answers
        .slice(0, -1)
        .map((answer) => answer.key)
        .join("|") === key,
  );
  const best = Math.max(...own.map(({ weight }) => weight));
  return new Map(own.map(({ weight, answers }) => [answers.at(-1)!.key, weight - best]));
}

/** Each world of a group has the answers that it would have if it were the only one. */
function expectEachAlone(
  questions: Question[],
  worlds: readonly (readonly Option[])[],
  change: WeightChange,
  room: Room,
) {
  const together = extended(group(questions, ...worlds), ask(9, change), room);
  let compared = 0;
  for (const before of worlds) {
    const alone = answersAfter(extended(group(questions, before), ask(9, change), room), before);
    for (const [key, weight] of answersAfter(together, before)) {
      expect(weight).toBeCloseTo(alone.get(key)!, 9);
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(worlds.length);
}

describe("the answers to a question", () => {
  it("are in each world what they would be if it were the only one: by what each may hold there, and what that weighed", () => {
    const questions = [questionOf(1, changeOf(1000, [0, -121.5])), questionOf(2, changeOf(2000, [0, -118]))];
    const [a, b, c] = [moved("a", 0, -1), moved("b", 0, -1), moved("c", 4, -1)];
    const worlds = [
      [a, b],
      [b, a],
      [a, a],
      [b, b],
      [c, a],
      [none, none],
      [b, none],
    ];
    const room = roomOf({ a: 0, b: 1 }, { a: [unit(4, 124)], d: [unit(1, 77)] });
    expectEachAlone(questions, worlds, changeOf(60_000, [1, 121]), room);
    expectEachAlone(questions, worlds, changeOf(60_000, [2, 239.5]), room);
  });

  it("are in each world by what lies there out of its place", () => {
    const questions = [questionOf(1, changeOf(1000, [0, 545])), questionOf(2, changeOf(2000, [0, 541]))];
    const back = moved("a", 2, 1);
    const worlds = [
      [back, none],
      [none, back],
      [back, back],
      [none, none],
    ];
    const room = roomOf({ a: 0, b: 1 });
    expectEachAlone(questions, worlds, changeOf(60_000, [0, -541]), room);
    expectEachAlone(questions, worlds, changeOf(60_000, [0, -541], [1, -77]), room);
  });

  it("may be staff's where some of those who are there work here", () => {
    const { worlds } = extended(group([], []), ask(9, changeOf(9000, [2, 545 * 14])), staffed);
    expect(worlds[0]!.answers[0]!.key).toBe("s:2+14");
    expect(worlds.map(({ answers }) => answers[0]!.key)).not.toContain("a:2+14");
  });

  it("do not depend on what lies out of its place elsewhere", () => {
    const weights = (plate: number): string => {
      const own = roomOf({ a: 0, b: 1 });
      const lies = { shelf: 0, plate, product: 0, grams: 130, variance: 1 };
      const room = { ...own, base: { ...own.base, misplaced: [lies] } };
      return JSON.stringify(extended(group([], []), ask(9, changeOf(9000, [0, -130])), room).worlds);
    };
    expect(weights(4)).toBe(weights(3));
    expect(weights(4)).not.toBe(weights(0));
  });

  it("are nobody's whom no session knows where nobody is near, and of no one 30 costlier than the likeliest", () => {
    const who = (people: Record<string, number>): Question["who"] => {
      const question = ask(9, changeOf(60_000, [0, -120]));
      extended(group([], []), question, roomOf(people));
      return question.who;
    };
    expect(who({})).toEqual([["", 0]]);
    expect(who({ a: 5, b: 34.99 }).map(([id]) => id)).toEqual(["a", "b"]);
    expect(who({ a: 5, b: 35 })).toEqual([["a", 0]]);
    expect(who({ a: 3, b: 3 })[0]![1]).toBeCloseTo(2 * Math.log(2), 12);
  });
});

describe("of the answers to a question by itself", () => {
  it("the 48 cheapest are looked at in each world", () => {
    const ways = (count: number, cost: number, times: number) =>
      Array.from({ length: times }, () => ({ items: [{ product: 0, count }], cost, misfit: 0 }));
    const hypotheses = [...ways(-2, 4, 60), ...ways(-1, 3, 1)];
    const room = { ...roomOf({ a: 0 }), stage: { ...stage, cuts: () => [], explain: () => hypotheses } };
    const { worlds } = extended(group([], []), ask(9, changeOf(60_000, [0, -240])), room);
    expect(worlds).toMatchObject([
      { answers: [{ key: "a:0-2" }], weight: 0 },
      { answers: [{ key: "a:0-1" }], weight: expect.closeTo(0.5 - Math.log(47), 9) },
    ]);
  });

  it("none is looked at whose world is e²⁰ less likely than the best, whichever comes first", () => {
    const costs = (...list: number[]): number => {
      const hypotheses = list.map((cost, k) => ({ items: [{ product: k, count: -1 }], cost, misfit: 0 }));
      const room = { ...roomOf({ a: 0 }), stage: { ...stage, cuts: () => [], explain: () => hypotheses } };
      const before = group([questionOf(1, changeOf(1000, [0, -120]))], [moved("a", 0, -1)], [moved("b", 0, -1)]);
      return extended(before, ask(9, changeOf(60_000, [0, -240])), room).worlds.length;
    };
    expect([costs(0, 3), costs(3, 0), costs(0, 40)]).toEqual([4, 4, 2]);
  });

  it("each part of the change is told once: the whole, its pieces, and together with what may be half of it", () => {
    const question = ask(9, changeOf(9000, [0, -120], [2, -545]));
    const leant = (at: number, delta: number): Question => ({
      ...ask(at / 1000, changeOf(at, [0, delta])),
      who: [["a", 0]],
    });
    const other = moved("a", 1, 1);
    const before = group([leant(4000, 50), leant(5000, 61)], [none, other], [other, none], [none, none]);
    for (let again = 0; again < 2; again++) extended(before, question, roomOf({ a: 0 }));
    const deltas = question.parts.map(({ plates }) => plates.map(({ plate, delta }) => `${plate}:${delta}`).sort());
    expect(deltas.map((each) => each.join(" ")).sort()).toEqual(
      ["0:-120 2:-545", "0:-120", "2:-545", "0:-59 2:-545", "0:-70 2:-545", "0:-9 2:-545"].sort(),
    );
  });
});

describe("halves of a movement", () => {
  const leant = (at: number, delta = 61): Question => ({
    ...ask(at / 1000, changeOf(at, [0, delta])),
    who: [["a", 0]],
  });
  const room = roomOf({ a: 0 });
  /** Answers of the worlds in which something earlier was half of it. */
  const halves = (before: Group, delta: number): string[] =>
    extended(before, ask(9, changeOf(9000, [0, delta])), room)
      .worlds.filter(({ answers }) => answers.some(({ key }) => key === "half"))
      .map(({ answers }) => answers.map(({ key }) => key).join(" | "));

  it("are told with what completes them", () => {
    expect(halves(group([leant(4000)], [none]), -181)[0]).toBe("half | a:0-1 i4");
    expect(halves(group([leant(4000), leant(5000, 100)], [none, none]), -281)[0]).toBe("half | half | a:0-1 i5 i4");
  });

  it("are not what somebody moved for itself", () => {
    expect(halves(group([leant(4000)], [moved("a", 1, 1)]), -181)).toEqual([]);
  });

  it("that cancel each other out were nothing, if next to nothing is left", () => {
    expect(halves(group([leant(4000)], [none]), -60.5)[0]).toBe("half | i4");
    expect(halves(group([leant(4000)], [none]), -20)).not.toContain("half | i4");
  });

  it("cost what it costs that the same did both, less what nothing cost, and 9 for coming in halves", () => {
    const weight = (key: string, more: Partial<Question> = {}): number => {
      const { worlds } = extended(
        group([{ ...leant(4000), ...more }], [none]),
        ask(9, changeOf(9000, [0, -181])),
        room,
      );
      const of = (wanted: string): number =>
        worlds.find(({ answers }) => answers.map((answer) => answer.key).join("|") === wanted)?.weight ?? -Infinity;
      return of(key) - of("|a:0-1");
    };
    const usual = weight("half|a:0-1 i4");
    expect(usual).toBeGreaterThan(0);
    expect(weight("half|a:0-1 i4", { who: [["a", 4]] })).toBeCloseTo(usual - 2, 9);
    expect(weight("half|a:0-1 i4", { idleCost: 20 })).toBeCloseTo(usual + 1, 9);
    expect(weight("half|a:0-1 i4", { who: [["b", 0]] })).toBeLessThan(usual - 12);
  });

  it("that were nothing may have been anybody's", () => {
    const weight = (who: Question["who"]): number => {
      const before = group([{ ...leant(4000), who }], [none]);
      const { worlds } = extended(before, ask(9, changeOf(9000, [0, -60.5])), room);
      const of = (wanted: string): number =>
        worlds.find(({ answers }) => answers.map((answer) => answer.key).join("|") === wanted)!.weight;
      return of("half|i4") - of("|");
    };
    expect(weight([["b", 7]])).toBeCloseTo(weight([["a", 0]]), 9);
  });

  it("cost, where they were nothing together, what is left of them, and 9 for coming in halves", () => {
    const change = changeOf(9000, [0, -60.5]);
    const { worlds } = extended(group([leant(4000)], [none]), ask(9, change), room);
    const of = (wanted: string) =>
      worlds.find(({ answers }) => answers.map((answer) => answer.key).join("|") === wanted)!;
    const left = stage.explain(joined(changeOf(4000, [0, 61]), change), { held: new Map(), misplaced: [] });
    const { cost } = left.find(({ items }) => items.length === 0)!;
    expect(of("half|i4").weight - of("|").weight).toBeCloseTo((18 - (cost + 9 - 18)) / 2, 9);
    expect(of("half|i4").answers[1]).toEqual({ key: "i4", moves: [], halves: ["i4"] });
  });

  it("of what staff do are no more than shoppers' would be", () => {
    const some = changeOf(9000, [2, 545 * 7]);
    const earlier = { ...ask(4, changeOf(4000, [2, 545 * 7])), who: [["s", 0]] as const };
    const { worlds } = extended(group([earlier], [none]), ask(9, some), staffed);
    expect(worlds.map(({ answers }) => answers[1]!.key)).toContain("s:2+7");
    expect(worlds.filter(({ answers }) => answers[0]!.key === "half")).toEqual([]);
  });

  it("are three earlier ones at most", () => {
    const four = [3000, 4000, 5000, 6000].map((at) => leant(at, at === 3000 ? 1 : 10));
    const most = halves(group(four, [none, none, none, none]), -150);
    expect(most.some((keys) => keys.startsWith(" | half | half | half"))).toBe(true);
    expect(most.some((keys) => keys.startsWith("half"))).toBe(false);
  });

  it("come within 15 s of each other, at one place", () => {
    const may = (at: number, ...plates: [number, number][]): boolean =>
      mayBeHalf(leant(4000), ask(9, changeOf(at, ...plates)), stage);
    expect([may(18_999, [0, -181]), may(19_000, [0, -181]), may(5000, [3, -181])]).toEqual([true, false, false]);
  });
});
