import type { Receipt, StoreEvent } from "@aisle/fusion";
import type { DeviceStatus } from "@aisle/sdk";
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

const idle: DeviceStatus = { state: "idle", since: 1 };

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

  it("forgets devices that were closed when there are very many, and none that is there", () => {
    const closed = {
      state: "closed",
      since: 1,
      reason: { code: "closed-by-host", message: "It was removed." },
    } as const;
    let state = foldItem(emptyState, { k: "device", t: 1, device: "gate", kind: "turnstile", status: idle });
    for (let n = 1; n <= 5_000; n += 1) {
      const device = `scale-${n}`;
      state = foldItem(state, { k: "device", t: n, device, kind: "weight-shelf", status: idle });
      state = foldItem(state, { k: "device", t: n, device, kind: "weight-shelf", status: closed });
    }
    expect(state.devices.length).toBeLessThanOrEqual(1_000);
    expect(state.devices[0]?.device).toBe("gate");
    expect(state.devices.at(-1)?.device).toBe("scale-5000");
  });

  it("gives no reason to the receipt of another session", () => {
    const state = fold(
      { id: 1, at: 2, type: "session.closed", session: "S-2", reason: "left" },
      { id: 2, at: 2, type: "receipt.issued", receipt },
    );
    expect(state.receipts).toEqual([{ t: 2, receipt }]);
  });
});
