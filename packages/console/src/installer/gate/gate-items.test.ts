import type { Reading } from "@aisle/sdk";
import type { Gate } from "@aisle/sdk/store";
import { expect, it } from "vitest";
import { gateItems } from "./gate-items.ts";

const gate = (id: string): Gate => ({ id, at: [0, 0], inward: [1, 0], width: 1, scanner: "scan-1" });
const gates = [gate("gate-1"), gate("gate-2")];
const reading = (device: string, kind: string, type: string, data: object): Reading =>
  ({ device, kind, type, data, at: 4, receivedAt: 5, run: 1, seq: 1 }) as Reading;

it("a scan is told for every gate of the scanner, without what was scanned", () => {
  const items = gateItems(reading("scan-1", "barcode-scanner", "scan", { symbology: "]Q1", data: "card-4711" }), gates);
  expect(items).toEqual(["gate-1", "gate-2"].map((id) => ({ k: "gate", t: 5, gate: id, what: "scan" })));
  expect(gateItems(reading("scan-9", "barcode-scanner", "scan", { symbology: "]Q1", data: "x" }), gates)).toEqual([]);
});

it("a gate tells releases without their key, passages that ended, and alarms", () => {
  const said = (type: string, data: object): unknown => gateItems(reading("gate-2", "turnstile", type, data), gates)[0];
  const base = { k: "gate", t: 5, gate: "gate-2" };
  expect(said("authorised", { direction: "in", key: "card-4711" })).toEqual({
    ...base,
    what: "authorised",
    direction: "in",
  });
  expect(said("passage", { phase: "completed", direction: "out" })).toEqual({
    ...base,
    what: "passage",
    phase: "completed",
    direction: "out",
  });
  expect(said("alarm", { alarm: "fire", active: true })).toEqual({
    ...base,
    what: "alarm",
    alarm: "fire",
    active: true,
  });
  expect(said("passage", { phase: "started", direction: "in" })).toBeUndefined();
  expect(said("counters", { in: 1, out: 2 })).toBeUndefined();
});
