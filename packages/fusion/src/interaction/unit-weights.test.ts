import { expect, it } from "vitest";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Assortment } from "./assortment.ts";
import { catalogueWeights, learnWeight } from "./unit-weights.ts";

const assortment: Assortment = {
  weight: Float64Array.of(100, 500),
  unitVariance: Float64Array.of(4, 25),
  offers: [],
  beside: [],
};
const change = (delta: number, variance: number): WeightChange => ({
  ...{ shelf: 0, plates: [{ plate: 0, delta, variance }], from: 0, to: 0, decidedAt: 0 },
});

it("believes a catalogue to one per cent", () => {
  expect(catalogueWeights(assortment)).toEqual({ grams: Float64Array.of(100, 500), variance: Float64Array.of(1, 25) });
});

it("moves towards what was weighed by as much as that is surer than what was known", () => {
  const weights = catalogueWeights(assortment);
  learnWeight(weights, assortment, change(-510, 25), { product: 1, count: -1 });
  // The gain is 25 / (25 + 25 + 25).
  expect(weights.grams[1]).toBeCloseTo(500 + 10 / 3, 9);
  expect(weights.variance[1]).toBeCloseTo(25 * (2 / 3), 9);
  expect(weights.grams[0]).toBe(100);
});

it("learns from two units what one weighs: the plate's error counts a quarter, the unit's scatter half", () => {
  const weights = catalogueWeights(assortment);
  learnWeight(weights, assortment, change(1020, 20), { product: 1, count: 2 });
  const gain = 25 / (25 + 20 / 4 + 25 / 2);
  expect(weights.grams[1]).toBeCloseTo(500 + gain * 10, 9);
  expect(weights.variance[1]).toBeCloseTo(25 * (1 - gain), 9);
});

it("learns nothing from three", () => {
  const weights = catalogueWeights(assortment);
  learnWeight(weights, assortment, change(-1530, 1), { product: 1, count: -3 });
  expect(weights).toEqual(catalogueWeights(assortment));
});

it("never knows a weight better than to three in a thousand", () => {
  const weights = catalogueWeights(assortment);
  for (let k = 0; k < 60; k++) learnWeight(weights, assortment, change(-500, 1), { product: 1, count: -1 });
  expect(weights.variance[1]).toBeCloseTo(1.5 * 1.5, 9);
});
