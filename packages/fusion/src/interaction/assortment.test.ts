import type { StoreModel } from "@aisle/sdk/store";
import { expect, it } from "vitest";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import { createAssortment } from "./assortment.ts";

const row = rowOfPlates(3, [100, 50, 20]);
const offersOf = (model: StoreModel) => createAssortment(model).offers[0];

it("expects a product on its own plates, less on those beside them, and nowhere else", () => {
  expect(offersOf(row)).toEqual([
    [
      { product: 0, affinity: 1 },
      { product: 1, affinity: 0.04 },
    ],
    [
      { product: 1, affinity: 1 },
      { product: 0, affinity: 0.04 },
      { product: 2, affinity: 0.04 },
    ],
    [
      { product: 2, affinity: 1 },
      { product: 1, affinity: 0.04 },
    ],
  ]);
});

it("lists the plates side by side", () => {
  expect(createAssortment(row).beside).toEqual([[[1], [0, 2], [1]]]);
});

it("expects a product with several facings fully on each, and several products on one plate", () => {
  const [first] = row.planogram;
  const planogram = [...row.planogram, { gtin: first!.gtin, plates: ["g1/s1/p2", "g1/s1/p3"] }];
  expect(offersOf({ ...row, planogram })?.[1]).toEqual([
    { product: 1, affinity: 1 },
    { product: 0, affinity: 1 },
    { product: 2, affinity: 0.04 },
  ]);
});

it("compares GTINs as 14 digits, and takes the first of products that share one", () => {
  const [a, b, c] = row.products;
  const products = [a!, { ...b!, gtin: "0042" }, { ...c!, gtin: "42" }];
  const planogram = [{ gtin: "00000000000042", plates: ["g1/s1/p3"] }];
  expect(offersOf({ ...row, products, planogram })).toEqual([
    [],
    [{ product: 1, affinity: 0.04 }],
    [{ product: 1, affinity: 1 }],
  ]);
});

it("leaves out facings of plates and products that are not there", () => {
  const planogram = [
    { gtin: "7", plates: ["g1/s1/p1"] },
    { gtin: row.products[0]!.gtin, plates: ["elsewhere"] },
  ];
  expect(offersOf({ ...row, planogram })).toEqual([[], [], []]);
});

it("gives a unit its own scatter and 0.8 % of its weight", () => {
  const { weight, unitVariance } = createAssortment(row);
  expect([...weight]).toEqual([100, 50, 20]);
  for (const [p, variance] of [1.64, 1.16, 1.0256].entries()) expect(unitVariance[p]).toBeCloseTo(variance, 12);
  const wide = { ...row, products: row.products.map((it) => ({ ...it, weightSd: 3 })) };
  expect(createAssortment(wide).unitVariance[0]).toBeCloseTo(9.64, 12);
});
