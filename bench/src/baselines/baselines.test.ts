import type { StoreModel } from "@aisle/sdk/store";
import { describe, expect, it } from "vitest";
import { scoreReceipts } from "../scoring/index.ts";
import { simulatedRun } from "../stores/index.ts";
import {
  byThreshold,
  byWinnersRules,
  ourPeople,
  type PlateSeries,
  plateSeries,
  type SeenPerson,
  truePeople,
} from "./index.ts";

/** Two plates with a product each: 100 g and 60 g. */
const model: StoreModel = {
  ...{ name: "two plates", currency: "EUR", floor: [], zones: [], gates: [], cameras: [], ceilings: [] },
  shelves: [
    {
      id: "g1",
      rateHz: 20,
      plates: [1, 2].map((k) => ({ id: `g1/s1/p${k}`, center: [k, 0, 1], size: [0.3, 0.3], facing: [0, 1] })),
    },
  ],
  products: [
    { gtin: "1", name: "tin", weight: 100, weightSd: 0, unitPrice: 1 },
    { gtin: "2", name: "bar", weight: 60, weightSd: 0, unitPrice: 1 },
  ],
  planogram: [
    { gtin: "1", plates: ["g1/s1/p1"] },
    { gtin: "2", plates: ["g1/s1/p2"] },
  ],
};
const shopper = { credential: "A", enteredAt: 0, exitedAt: 20_000 };
const other = { credential: "B", enteredAt: 0, exitedAt: 20_000 };

function standing(x: number, who: typeof shopper): SeenPerson {
  const sightings = Array.from({ length: 200 }, (_, k) => ({ at: k * 100, x, y: 0.4, hands: [] }));
  return { sightings, shopperAt: () => who };
}

/** Ten seconds at 20 Hz of two plates whose load goes through `levels`, each from its own second on. */
function series(
  first: Readonly<Record<number, number>>,
  second: Readonly<Record<number, number>>,
): readonly PlateSeries[] {
  const grams = new Float32Array(400);
  let [a, b] = [1000, 1000];
  for (let k = 0; k < 200; k++) {
    a = first[k / 20] ?? a;
    b = second[k / 20] ?? b;
    grams.set([a, b], 2 * k);
  }
  return [{ shelf: 0, at: 0, dt: 50, samples: 200, plates: 2, grams }];
}

const items = (receipts: ReturnType<typeof byThreshold>): Record<string, string> =>
  Object.fromEntries(
    receipts.receipts.map(({ credential, items: held }) => [
      credential ?? "",
      held.map(({ gtin, quantity }) => `${quantity} × ${gtin}`).join(),
    ]),
  );

describe.each(Object.entries({ byThreshold, byWinnersRules }))("simple rules: %s", (_, rules) => {
  const people = [standing(1, shopper), standing(2.2, other)];

  it("give what left a plate to who stood nearest", () => {
    expect(items(rules(model, series({ 4: 800 }, { 7: 940 }), people))).toEqual({ A: "2 × 1", B: "1 × 2" });
  });

  it("take out of the basket what comes back", () => {
    expect(items(rules(model, series({ 3: 800, 7: 900 }, {}), people))).toEqual({ A: "1 × 1", B: "" });
  });

  it("make nothing of what is too little", () => {
    expect(items(rules(model, series({ 4: 992 }, {}), people))).toEqual({ A: "", B: "" });
  });
});

describe("the winner's rules", () => {
  it("find again what was put on a wrong plate, for the planogram learns", () => {
    const people = [standing(1.5, shopper)];
    const wandering = series({ 2: 900 }, { 4: 1100, 7: 1000 });
    expect(items(byWinnersRules(model, wandering, people))).toEqual({ A: "1 × 1" });
  });
});

describe("baselines on a simulated store", () => {
  it("find much of what was taken, with true people and with our tracks", async () => {
    const run = await simulatedRun({ seed: 3, seconds: 40, maxPeople: 4, aisles: 1, misplace: 0 });
    const truth = run.truth!;
    expect(truth.receipts.length).toBeGreaterThan(2);
    const weights = plateSeries(run);
    for (const people of [truePeople(run, truth), ourPeople(run)]) {
      expect(scoreReceipts(truth, byThreshold(run.model, weights, people)).tp).toBeGreaterThan(2);
      expect(scoreReceipts(truth, byWinnersRules(run.model, weights, people)).tp).toBeGreaterThan(2);
    }
  });
});
