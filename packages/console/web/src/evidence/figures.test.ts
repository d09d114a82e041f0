import { expect, it } from "vitest";
import { signedGrams, signedSeconds } from "./figures.ts";

it("figures carry their sign, and none where nothing is left after rounding", () => {
  expect([signedGrams(-239.6), signedGrams(12), signedGrams(-0.3)]).toEqual(["−240 g", "+12 g", "0 g"]);
  expect([signedSeconds(420), signedSeconds(-1500), signedSeconds(-2)]).toEqual(["+0.42 s", "−1.50 s", "0.00 s"]);
});
