import { expect, it } from "vitest";
import type { ItemDelta } from "../interaction/index.ts";
import { answersByTwo } from "./by-two.ts";
import type { Priced } from "./pricing.ts";
import { optionOf } from "./question.ts";

const anybody = -6;
const what = 3;
const way = (...items: ItemDelta[]) => ({ items, cost: what, misfit: 1 });
const by = (hypothesis: Priced["hypothesis"], session: string, who: number): Priced => ({
  ...{ session, hypothesis, who },
  cost: who - anybody + hypothesis.cost,
});
const ask = (list: readonly Priced[]) => {
  const found = answersByTwo({ number: 0, anybody, list: list.toSorted((a, b) => a.cost - b.cost) });
  return new Map(found.map(({ moves, cost }) => [optionOf(moves).key, cost]));
};

it("each of two whose hands were there took one of the two units: both hands count, and that it is rare", () => {
  const two = way({ product: 4, count: -2 });
  const found = ask([by(two, "a", -5), by(two, "b", -4)]);
  // What it was, both hands, against anybody's; 6 for two people at once, and 0.4 for each unit instead of 4 for two.
  expect([...found.keys()]).toEqual(["a:4-1 b:4-1"]);
  expect(found.get("a:4-1 b:4-1")).toBeCloseTo(what - 5 - 4 + 6 + 6 - 3.2, 9);
});

it("three units are divided both ways, and put back as they are taken", () => {
  const three = way({ product: 4, count: 3 });
  const found = ask([by(three, "a", -5), by(three, "b", -4)]);
  expect([...found.keys()].toSorted()).toEqual(["a:4+1 b:4+2", "a:4+2 b:4+1"]);
  expect(found.get("a:4+1 b:4+2")).toBeCloseTo(what - 9 + 6 + 6 + 0.4 + 4 - 6, 9);
});

it("of two kinds each took one, which then is not rare for being two kinds", () => {
  const kinds = way({ product: 4, count: -1 }, { product: 7, count: -1 });
  const found = ask([by(kinds, "a", -5), by(kinds, "b", -4)]);
  expect([...found.keys()].toSorted()).toEqual(["a:4-1 b:7-1", "a:7-1 b:4-1"]);
  expect(found.get("a:7-1 b:4-1")).toBeCloseTo(what - 9 + 6 + 6 - 9, 9);
});

it("one unit is not divided, and three people and three ways are looked at", () => {
  const one = way({ product: 4, count: -1 });
  expect(ask([by(one, "a", -5), by(one, "b", -4)]).size).toBe(0);
  const ways = [1, 2, 3, 4].map((product) => ({ ...way({ product, count: -2 }), cost: product }));
  const all = ask(ways.flatMap((each) => ["a", "b", "c", "d"].map((session, k) => by(each, session, k - 5))));
  expect([...all.keys()].filter((key) => key.includes("4-"))).toEqual([]);
  expect([...all.keys()].filter((key) => key.includes("d:"))).toEqual([]);
  expect(all.size).toBe(3 * 3);
  const costly = (cost: number) => ({ ...way({ product: 9, count: -2 }), cost });
  const beside = (cost: number) => {
    const two = costly(cost);
    return ask([by({ ...one, cost: 0 }, "a", -5), by(two, "a", -5), by(two, "b", -5)]).size;
  };
  expect([beside(29.9), beside(30.1)]).toEqual([1, 0]);
});
