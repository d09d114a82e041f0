import type { CartLine } from "@aisle/fusion";
import { describe, expect, it } from "vitest";
import { emptyState, type StoreState } from "../../../src/wire/index.ts";
import { credentialOf, holderOf, neighbour, unitsOfLine } from "./units-of-line.ts";

function line(id: string, ...interactions: string[]): CartLine {
  const units = interactions.map((interaction) => ({
    at: 0,
    provisionalAt: 0,
    confidence: 1,
    review: false,
    interaction,
  }));
  return { id, gtin: "1", name: "Milk", quantity: units.length, unitPrice: 100, confidence: 1, review: false, units };
}

const state: StoreState = {
  ...emptyState,
  sessions: [
    {
      id: "S-1",
      credential: "card-1",
      gate: null,
      openedAt: 0,
      persons: 1,
      lines: [line("S-1/1", "i-1", "i-2", "i-2", "i-5")],
      total: 0,
    },
  ],
  receipts: [
    {
      t: 9,
      receipt: {
        session: "S-0",
        credential: null,
        enteredAt: 0,
        exitedAt: 9,
        currency: "EUR",
        lines: [line("S-0/1", "i-0")],
        total: 100,
        review: false,
      },
    },
  ],
};

describe("the units of a line", () => {
  it("are its interactions, each once, also of a closed cart", () => {
    expect(unitsOfLine(state, "S-1", "S-1/1")).toEqual(["i-1", "i-2", "i-5"]);
    expect(unitsOfLine(state, "S-0", "S-0/1")).toEqual(["i-0"]);
    expect(unitsOfLine(state, "S-7", "S-7/1")).toEqual([]);
  });

  it("are found from one of them, in an open cart or on a receipt", () => {
    expect(holderOf(state, "i-5")).toEqual({ session: "S-1", line: "S-1/1" });
    expect(holderOf(state, "i-0")).toEqual({ session: "S-0", line: "S-0/1" });
    expect(holderOf(state, "i-9")).toBeUndefined();
  });

  it("are stepped through, and end at both ends", () => {
    const units = ["i-1", "i-2"];
    expect(neighbour(units, "i-1", 1)).toBe("i-2");
    expect(neighbour(units, "i-2", -1)).toBe("i-1");
    expect(neighbour(units, "i-1", -1)).toBeUndefined();
    expect(neighbour(units, "i-2", 1)).toBeUndefined();
    expect(neighbour(units, "gone", 1)).toBeUndefined();
  });
});

it("a session is known by its credential, and by a dash where it has none", () => {
  expect(["S-1", "S-0", "S-7", null].map((session) => credentialOf(state, session))).toEqual(["card-1", "–", "–", "–"]);
});
