import type { InteractionEvidence } from "@aisle/fusion";
import { describe, expect, it } from "vitest";
import { truthNear } from "./truth-near.ts";

const interaction: InteractionEvidence = {
  id: "i-1",
  kind: "pick",
  shelf: "g1",
  plates: [{ plate: "p1", grams: -100 }],
  from: 10_000,
  to: 10_500,
  products: [],
  sessions: [],
};

function real(t: number, plate = "p1") {
  return { t, person: "a", kind: "pick" as const, plate };
}

describe("the truth beside an interaction", () => {
  it("is what happened at its plates within three seconds, the nearest first", () => {
    const interactions = [real(6_999), real(7_000), real(10_200), real(13_500), real(13_501), real(10_000, "p2")];
    const near = truthNear({ paths: [], receipts: [], interactions }, interaction);
    expect(near.real.map(({ t }) => t)).toEqual([10_200, 7_000, 13_500]);
    expect(near.judged).toEqual([]);
  });

  it("brings how the lines behind it were judged", () => {
    const item = { verdict: "right" as const, gtin: "1", name: "Milk", quantity: 1, t: 0, why: "" };
    const judged = [
      { ...item, interaction: "i-1" },
      { ...item, interaction: "i-2" },
    ];
    expect(truthNear({ paths: [], receipts: [], interactions: [], judged }, interaction).judged).toEqual([
      { item: judged[0], verdicts: ["right"] },
    ]);
  });

  it("says once what is wrong for one shopper and missed by another", () => {
    const item = { gtin: "1", name: "Milk", quantity: 1, interaction: "i-1", why: "because" };
    const wrong = { ...item, verdict: "wrong-shopper" as const, t: 5 };
    const missed = { ...item, verdict: "missed" as const, t: 5 };
    const other = { ...missed, t: 7 };
    const judged = [missed, wrong, other];
    expect(truthNear({ paths: [], receipts: [], interactions: [], judged }, interaction).judged).toEqual([
      { item: wrong, verdicts: ["wrong-shopper", "missed"] },
      { item: other, verdicts: ["missed"] },
    ]);
  });
});
