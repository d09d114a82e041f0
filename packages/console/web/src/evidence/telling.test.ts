import type { InteractionEvidence } from "@aisle/fusion";
import { describe, expect, it } from "vitest";
import { measuredGrams, productsOf, tellInteraction, tellItems, tellPlates, weightOfItems } from "./telling.ts";

const products = productsOf([
  { gtin: "1", name: "Oat Bar", weight: 120, weightSd: 3, unitPrice: 199 },
  { gtin: "2", name: "Milk", weight: 1030, weightSd: 4, unitPrice: 129 },
]);

const pick: InteractionEvidence = {
  id: "i-1",
  kind: "pick",
  shelf: "g3",
  plates: [
    { plate: "g3/p1", grams: -20 },
    { plate: "g3/p2", grams: -220 },
  ],
  from: 1000,
  to: 1400,
  products: [{ items: [{ gtin: "1", count: -2 }], probability: 0.974 }],
  sessions: [
    { session: "S-4", probability: 0.88 },
    { session: null, probability: 0.02 },
  ],
};

describe("an interaction in words", () => {
  it("says who took what from where and how sure both are", () => {
    expect(tellInteraction(pick, products)).toEqual({
      title: "S-4 took 2 × Oat Bar from g3/p2 and 1 more",
      sure: "−240 g · goods 97 % · shopper 88 %",
    });
  });

  it("names the session whose line is looked at, with that session's share", () => {
    const moved = { ...pick, sessions: [...pick.sessions, { session: "S-9", probability: 0.1 }] };
    const { title, sure } = tellInteraction(moved, products, "S-9");
    expect(title).toMatch(/^S-9 took/);
    expect(sure).toContain("shopper 10 %");
  });

  it("says that nobody is known where nobody is", () => {
    const { title, sure } = tellInteraction({ ...pick, sessions: [{ session: null, probability: 0.7 }] }, products);
    expect(title).toMatch(/^Nobody who is known took/);
    expect(sure).toContain("shopper 70 %");
  });

  it("tells of a touch without goods", () => {
    const { title, sure } = tellInteraction({ ...pick, kind: "touch", products: [], plates: [] }, products);
    expect(title).toBe("S-4 touched g3");
    expect(sure).toBe("0 g · shopper 88 %");
  });

  it("puts goods back on a plate", () => {
    const back = { ...pick, kind: "return" as const, products: [{ items: [{ gtin: "2", count: 1 }], probability: 1 }] };
    expect(tellInteraction(back, products).title).toBe("S-4 put back 1 × Milk on g3/p2 and 1 more");
  });

  it("shows the GTIN of goods whose name is not known, and nothing for none", () => {
    expect(tellItems([{ gtin: "77", count: -1 }], products)).toBe("1 × 77");
    expect(tellItems([], products)).toBe("nothing");
    expect(tellItems([{ gtin: "00000000000001", count: -1 }], products)).toBe("1 × Oat Bar");
  });

  it("says what left and what came where both did", () => {
    const swap = [
      { gtin: "1", count: -2 },
      { gtin: "2", count: 1 },
    ];
    expect(tellItems(swap, products)).toBe("−2 × Oat Bar and +1 × Milk");
  });
});

describe("weights of an alternative", () => {
  it("add up with their sign, their spreads as squares", () => {
    const { grams, sd } = weightOfItems(
      [
        { gtin: "1", count: -4 },
        { gtin: "2", count: 1 },
      ],
      products,
    );
    expect(grams).toBe(550);
    expect(sd).toBeCloseTo(Math.sqrt(4 * 9 + 16), 9);
  });

  it("are held against what all plates measured", () => {
    expect(measuredGrams(pick)).toBe(-240);
    expect(tellPlates({ ...pick, plates: pick.plates.slice(0, 1) })).toBe("g3/p1");
  });
});
