import { expect, it } from "vitest";
import { signedGrams, signedSeconds, tellNearness } from "./figures.ts";

it("figures carry their sign, and none where nothing is left after rounding", () => {
  expect([signedGrams(-239.6), signedGrams(12), signedGrams(-0.3)]).toEqual(["−240 g", "+12 g", "0 g"]);
  expect([signedSeconds(420), signedSeconds(-1500), signedSeconds(-2)]).toEqual(["+0.42 s", "−1.50 s", "0.00 s"]);
});

it("how near somebody came tells a hand from a body, and that nobody saw them", () => {
  expect(tellNearness({ distance: 0.123, hand: true })).toBe("hand at 0.12 m");
  expect(tellNearness({ distance: 0.8, hand: false })).toBe("body at 0.80 m");
  expect(tellNearness({ distance: null, hand: false })).toBe("not seen");
});
