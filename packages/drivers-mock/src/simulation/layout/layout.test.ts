import { parseStoreModel } from "@aisle/sdk/store";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChance } from "../chance/index.ts";
import { resolveSettings } from "../settings.ts";
import { inStoreGtin } from "./gtin.ts";
import { isWalkable, makeStore, mostProducts, nearestWalkable, planFloor } from "./index.ts";

const build = (aisles: number, bays: number, products: number) =>
  makeStore(planFloor(aisles, bays), resolveSettings({ products }), createChance(3));

describe("the layout of a simulated store", () => {
  it("is a store model that the parser accepts, whatever its size", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: mostProducts }),
        (aisles, bays, products) => {
          const store = build(aisles, bays, products);
          const file = { format: "aisle-store/1", ...store };
          expect(parseStoreModel(JSON.parse(JSON.stringify(file)))).toEqual(store);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("puts exactly one product on every plate", () => {
    const store = build(2, 2, 96);
    const held = store.planogram.flatMap((facing) => facing.plates);
    const plates = store.shelves.flatMap((shelf) => shelf.plates.map((plate) => plate.id));
    expect([...held].sort()).toEqual([...plates].sort());
    expect(store.products).toHaveLength(96);
  });

  it("has products that the scale alone cannot tell apart", () => {
    const { products } = build(2, 2, 96);
    const alike = products.filter((a) => products.some((b) => b !== a && Math.abs(a.weight - b.weight) < a.weightSd));
    expect(alike.length).toBeGreaterThan(10);
    expect(products.every((product) => product.weight >= 20 && product.weight <= 1200)).toBe(true);
  });

  it("numbers its products with in-store GTINs of their own whose check digit holds", () => {
    const gtins = Array.from({ length: 300 }, (_, item) => inStoreGtin(item));
    expect(new Set(gtins).size).toBe(300);
    for (const gtin of gtins) {
      const sum = Array.from(gtin).reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
      expect(sum % 10).toBe(0);
      expect(gtin).toMatch(/^2\d{12}$/);
    }
    expect(inStoreGtin(0)).toBe("2000000000008");
  });

  it("sends whoever is pushed off the floor to the nearest place on it", () => {
    const plan = planFloor(2, 2);
    fc.assert(
      fc.property(fc.double({ min: -3, max: 9, noNaN: true }), fc.double({ min: -2, max: 8, noNaN: true }), (x, y) => {
        expect(isWalkable(plan, nearestWalkable(plan, x, y))).toBe(true);
      }),
    );
  });
});
