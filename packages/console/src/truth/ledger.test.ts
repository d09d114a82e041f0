import type { InteractionEvidence } from "@aisle/fusion";
import { expect, it } from "vitest";
import { createLedger } from "./ledger.ts";

const interaction: InteractionEvidence = {
  ...{ id: "i1", kind: "pick", shelf: "g1", from: 0, to: 400 },
  plates: [{ plate: "g1/p1", grams: -40 }],
  products: [],
  sessions: [{ session: "s1", probability: 0.6 }],
};

it("knows interactions as they were believed last", () => {
  const ledger = createLedger();
  ledger.add({ id: 1, at: 600, type: "interaction.detected", interaction }, 600);
  const sessions = [{ session: "s2", probability: 0.9 }];
  const reason = "later-evidence";
  ledger.add({ id: 2, at: 900, type: "interaction.revised", interaction: { ...interaction, sessions }, reason }, 900);
  expect([...ledger.interactions.values()].map((each) => each.sessions)).toEqual([sessions]);
});
