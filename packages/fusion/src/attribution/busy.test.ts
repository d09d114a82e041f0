import { expect, it } from "vitest";
import { changeOf } from "./attribution.fixture.ts";
import { busyCost, type HandAtWork, noteHand } from "./busy.ts";
import { optionOf } from "./question.ts";

const took = optionOf([{ session: "a", items: [{ product: 1, count: -1 }], part: 0 }]);
const hand = (probability: number): HandAtWork[] => {
  const hands: HandAtWork[] = [];
  noteHand(hands, changeOf(1000, [0, -120]), [{ option: took, probability }]);
  return hands;
};

it("a hand that was at work less than 0.4 s ago has to draw back first", () => {
  // The first change ends at 800; the second begins 500 before it is decided.
  expect(busyCost(hand(1), changeOf(1699, [1, -77]), "a")).toBeCloseTo(4, 9);
  expect(busyCost(hand(1), changeOf(1700, [1, -77]), "a")).toBe(0);
});

it("nobody else's hand has to, nor that of a change which is over before this one began", () => {
  expect(busyCost(hand(1), changeOf(1500, [1, -77]), "b")).toBe(0);
  expect(busyCost(hand(1), changeOf(700, [1, -77]), "a")).toBe(0);
});

it("it counts as far as it is believed to have been theirs", () => {
  expect(busyCost(hand(0.5), changeOf(1500, [1, -77]), "a")).toBeCloseTo(-2 * Math.log(0.5 + 0.5 * Math.exp(-2)), 9);
});

it("the last 32 hands are remembered, and none of a change that was nothing", () => {
  const hands: HandAtWork[] = [];
  for (let k = 0; k < 40; k++) noteHand(hands, changeOf(1000 + k, [0, -120]), [{ option: took, probability: 1 }]);
  expect(hands).toHaveLength(32);
  expect(hands[0]?.to).toBe(808);
  const before = hands.length;
  noteHand(hands, changeOf(9000, [0, 5]), [{ option: optionOf([]), probability: 1 }]);
  expect(hands).toHaveLength(before);
});
