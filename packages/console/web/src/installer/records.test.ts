import type { Installation } from "@aisle/sdk/store";
import { expect, it } from "vitest";
import { calibrationRecord, gateRecord, platesRecord } from "./records.ts";

const at = "2026-03-02T09:30:00.000Z";
const found: Installation = {
  cameras: [{ camera: "cam-1", at, medianError: 0.0123 }],
  plates: [
    { plate: "p1", state: "ok", at: "2026-02-01T09:30:00.000Z" },
    { plate: "p2", state: "dead", at },
    { plate: "p3", state: "dead", at },
    { plate: "p4", state: "untouched", at },
    { plate: "gone", state: "crossed", answered: "p1", at },
  ],
  gates: [
    { gate: "gate-1", at, steps: [{ step: "in", passed: true }] },
    {
      gate: "gate-2",
      at,
      steps: [
        { step: "in", passed: false },
        { step: "out", passed: true },
      ],
    },
  ],
};

it("a camera says when it was calibrated and how well, one that never was says nothing", () => {
  expect(calibrationRecord(found, "cam-1", "UTC")).toBe("calibrated on 2 Mar 2026, 1.2 cm");
  expect(calibrationRecord(found, "cam-2", "UTC")).toBeUndefined();
  expect(calibrationRecord(undefined, "cam-1", "UTC")).toBeUndefined();
});

it("a gate says which steps failed", () => {
  expect(gateRecord(found, "gate-1", "UTC")).toBe("tested on 2 Mar 2026, every step passed");
  expect(gateRecord(found, "gate-2", "UTC")).toBe("tested on 2 Mar 2026, failed: in");
  expect(gateRecord(found, "gate-3", "UTC")).toBeUndefined();
});

it("the plates that are still there are counted by what they were, with those never checked", () => {
  const record = platesRecord(found, ["p1", "p2", "p3", "p4", "p5"], "UTC");
  expect(record?.summary).toBe("checked on 2 Mar 2026: 1 good, 2 dead, 1 untouched, 1 never checked");
  expect(record?.bad.map(({ plate }) => plate)).toEqual(["p2", "p3", "p4"]);
  expect(platesRecord(found, ["p9"], "UTC")).toBeUndefined();
});
