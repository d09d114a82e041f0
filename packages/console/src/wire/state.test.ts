import type { Receipt, StoreEvent } from "@aisle/fusion";
import { describe, expect, it } from "vitest";
import { emptyState, foldItem, type StoreState } from "./state.ts";

const receipt: Receipt = {
  session: "S-1",
  credential: null,
  enteredAt: 1,
  exitedAt: 2,
  currency: "EUR",
  lines: [],
  total: 0,
  review: false,
};

function fold(...events: readonly StoreEvent[]): StoreState {
  return events.reduce((state, event) => foldItem(state, { k: "event", t: event.at, event }), emptyState);
}

describe("the folded state", () => {
  it("tells with a receipt why its session ended", () => {
    const state = fold(
      { id: 1, at: 1, type: "session.opened", session: "S-1", credential: null, gate: null },
      { id: 2, at: 2, type: "session.closed", session: "S-1", reason: "lost" },
      { id: 3, at: 2, type: "receipt.issued", receipt },
    );
    expect(state.sessions).toEqual([]);
    expect(state.receipts).toEqual([{ t: 2, receipt, reason: "lost" }]);
    expect(state).not.toHaveProperty("closing");
  });

  it("gives no reason to the receipt of another session", () => {
    const state = fold(
      { id: 1, at: 2, type: "session.closed", session: "S-2", reason: "left" },
      { id: 2, at: 2, type: "receipt.issued", receipt },
    );
    expect(state.receipts).toEqual([{ t: 2, receipt }]);
  });
});
