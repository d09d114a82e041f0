import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { half, type Option, optionOf, type Question } from "./question.ts";
import { answersTo, merged, optionsIn, probabilities, pruned, without } from "./worlds.ts";

const question = (number: number): Question => ({
  ...{
    id: `i${number}`,
    number,
    parts: [],
    idleCost: 5,
    idleCostLater: 5,
    who: [],
    detectedAt: 0,
    told: "",
    toldAt: 0,
  },
  change: { shelf: 0, plates: [], from: 0, to: 0, decidedAt: 0 },
});
const took = (session: string): Option => optionOf([{ session, items: [{ product: 1, count: -1 }], part: 0 }]);
const world = (weight: number, ...answers: Option[]) => ({ weight, answers });

describe("worlds", () => {
  it("are likeliest first, the best of weight 0, and each once", () => {
    const kept = pruned([world(-3, took("a")), world(-1, took("b")), world(-3, took("a"))]);
    expect(kept.map(({ answers }) => answers[0]?.key)).toEqual(["b:1-1", "a:1-1"]);
    expect(kept[0]?.weight).toBe(0);
    expect(kept[1]?.weight).toBeCloseTo(-2 + Math.log(2), 12);
  });

  it("that give the same goods to the same sessions are one, told as the likelier of them", () => {
    const twice = optionOf([...took("a").moves, ...took("a").moves]);
    const atOnce = optionOf([{ session: "a", items: [{ product: 1, count: -2 }], part: 0 }]);
    for (const [first, second] of [
      [world(-1, twice), world(0, atOnce)],
      [world(0, atOnce), world(-1, twice)],
    ] as const) {
      const kept = pruned([first, second]);
      expect(kept).toHaveLength(1);
      expect(kept[0]?.answers[0]).toBe(atOnce);
    }
  });

  it("are at most 24, and none that is e⁻¹² less likely than the best", () => {
    const many = Array.from({ length: 60 }, (_, k) => world(-k / 10, took(`s${k}`)));
    expect(pruned(many)).toHaveLength(24);
    expect(pruned([world(0, took("a")), world(-11.9, took("b")), world(-12.1, took("c"))])).toHaveLength(2);
  });

  it("have probabilities that add up to 1", () => {
    const weights = fc.array(fc.double({ min: -11, max: 11, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(weights, (list) => {
        const worlds = pruned(list.map((weight, k) => world(weight, took(`s${k}`))));
        const sum = probabilities({ questions: [question(1)], worlds }).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe("the answers of a group", () => {
  it("are listed once by question, however many worlds give them", () => {
    const worlds = [world(0, took("a"), took("b")), world(-1, took("a"), took("c")), world(-2, took("d"), took("b"))];
    const group = { questions: [question(1), question(2)], worlds };
    const keys = optionsIn(group).map((options) => options.map(({ key }) => key[0]));
    expect(keys).toEqual([
      ["a", "d"],
      ["b", "c"],
    ]);
    expect(optionsIn(group)).toBe(optionsIn(group));
  });
});

describe("groups that turn out to belong together", () => {
  it("become one in which every answer to one goes with every answer to the other, in the order of their questions", () => {
    const later = { questions: [question(2)], worlds: [world(0, took("a")), world(-1, took("b"))] };
    const earlier = { questions: [question(1)], worlds: [world(0, took("c")), world(-2, took("d"))] };
    const both = merged([later, earlier]);
    expect(both.questions.map(({ number }) => number)).toEqual([1, 2]);
    expect(both.worlds.map(({ weight, answers }) => [weight, ...answers.map(({ key }) => key[0])])).toEqual([
      [0, "c", "a"],
      [-1, "c", "b"],
      [-2, "d", "a"],
      [-3, "d", "b"],
    ]);
  });

  it("leave the answers to each question as probable as they were", () => {
    const one = { questions: [question(1)], worlds: [world(0, took("a")), world(-1, took("b"))] };
    const two = { questions: [question(2)], worlds: [world(0, took("c")), world(-2, took("d"))] };
    const chances = answersTo(merged([one, two]), 0).map(({ probability }) => probability);
    expect(chances[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 9);
  });

  it("keep the likeliest pairs of their worlds, whichever these are", () => {
    const weights = fc.array(fc.double({ min: -12, max: 0, noNaN: true }), { minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(weights, weights, (one, two) => {
        const groups = [one, two].map((list, g) => ({
          questions: [question(g)],
          worlds: pruned(list.map((weight, k) => world(weight, took(`${g}.${k}`)))),
        }));
        const pairs = groups[0]!.worlds.flatMap((a) => groups[1]!.worlds.map((b) => a.weight + b.weight));
        const best = pairs.filter((weight) => weight > -12).sort((a, b) => b - a);
        expect(merged(groups).worlds.map(({ weight }) => weight)).toEqual(best.slice(0, 24));
      }),
    );
  });

  it("are an empty one when there are none", () => {
    expect(merged([])).toEqual({ questions: [], worlds: [{ weight: 0, answers: [] }] });
  });
});

describe("answers to a question", () => {
  it("count half a movement as nothing that moved by itself", () => {
    const group = { questions: [question(1)], worlds: [world(0, optionOf([])), world(0, half), world(-1, took("a"))] };
    const [first, second, ...more] = answersTo(group, 0);
    expect(more).toEqual([]);
    expect(first?.option.moves).toEqual([]);
    expect(first!.probability / second!.probability).toBeCloseTo(2 * Math.E, 9);
  });

  it("that is settled leave only the worlds that agree", () => {
    const group = {
      questions: [question(1), question(2)],
      worlds: [world(0, took("a"), took("c")), world(-1, took("b"), took("d"))],
    };
    const rest = without(group, 0, "b:1-1");
    expect(rest.questions.map(({ number }) => number)).toEqual([2]);
    expect(rest.worlds).toEqual([world(0, took("d"))]);
  });
});
