import { describe, expect, it } from "vitest";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import { changeOf, grams, questionOf } from "./attribution.fixture.ts";
import { evidenceOf, itemsOf } from "./evidence.ts";
import { type Move, type Option, optionOf } from "./question.ts";

const model = rowOfPlates(grams.length, grams);
const gtin = (product: number): string => model.products[product]!.gtin;
const move = (session: string, product: number, count: number, part = 0): Move => ({
  ...{ session, items: [{ product, count }], part },
});
const change = changeOf(1000, [0, -120.456], [1, -3]);

function told(...answers: readonly (readonly [probability: number, ...moves: Move[]])[]) {
  const question = questionOf(1, change);
  question.parts.push(changeOf(900, [2, -545]));
  const options = answers.map(([probability, ...moves]) => ({ option: optionOf(moves), probability }));
  return evidenceOf(model, question, options);
}

describe("what is told of an interaction", () => {
  it("is when, where and how much, to the hundredth of a gram", () => {
    expect(told([1, move("a", 0, -1)])).toEqual({
      ...{ id: "i1", kind: "pick", shelf: "g1", from: 500, to: 800 },
      plates: [
        { plate: "g1/s1/p1", grams: -120.46 },
        { plate: "g1/s1/p2", grams: -3 },
      ],
      products: [{ items: [{ gtin: gtin(0), count: -1 }], probability: 1 }],
      sessions: [{ session: "a", probability: 1 }],
    });
  });

  it("is the part of the change that one moved, and all of it where two did or nobody", () => {
    const plates = (...moves: Move[]): string[] => told([1, ...moves]).plates.map(({ plate }) => plate);
    expect(plates(move("a", 2, -1, 1))).toEqual(["g1/s1/p3"]);
    expect(plates(move("a", 2, -1, 1), move("b", 0, -1))).toEqual(["g1/s1/p1", "g1/s1/p2"]);
    expect(plates()).toEqual(["g1/s1/p1", "g1/s1/p2"]);
  });

  it("is a touch where nothing moved, a return where all came back, else a pick", () => {
    expect([told([1]).kind, told([1, move("a", 0, 1)]).kind, told([1, move("a", 0, -1)]).kind]).toEqual([
      ...["touch", "return", "pick"],
    ]);
    expect(told([1, move("a", 0, 1), move("b", 1, -1)]).kind).toBe("pick");
    expect(told().kind).toBe("touch");
  });

  it("adds up what the answers say of products and of people, likeliest first", () => {
    const evidence = told([0.5, move("a", 0, -1)], [0.3, move("b", 4, -1)], [0.15, move("b", 0, -1)], [0.05]);
    expect(evidence.products.map(({ items, probability }) => [items[0]?.gtin, probability])).toEqual([
      [gtin(0), 0.65],
      [gtin(4), 0.3],
      [undefined, 0.05],
    ]);
    const people = told([0.3, move("a", 0, -1)], [0.5, move("b", 0, -1)], [0.2, move("b", 4, -1), move("b", 0, -1)]);
    expect(people.sessions).toEqual([
      { session: "b", probability: 0.7 },
      { session: "a", probability: 0.3 },
    ]);
    expect(told([1]).sessions).toEqual([{ session: null, probability: 1 }]);
  });

  it("lists the four likeliest", () => {
    const evidence = told(...["a", "b", "c", "d", "e"].map((id, k) => [0.3 - k / 20, move(id, k, -1)] as const));
    expect([evidence.products.length, evidence.sessions.map(({ session }) => session)]).toEqual([
      ...[4, ["a", "b", "c", "d"]],
    ]);
  });
});

it("what moved is summed over all who moved it, in the order of the products", () => {
  const option: Option = optionOf([move("a", 2, -1), move("b", 0, 1), move("c", 2, -2)]);
  expect(itemsOf(option)).toEqual([
    { product: 0, count: 1 },
    { product: 2, count: -3 },
  ]);
});
