import type { Reading } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { describe, expect, it } from "vitest";
import { createEngine } from "./engine.ts";
import { markOf } from "./store-mark.ts";

const t0 = 1_700_000_000_000;
const model: StoreModel = {
  name: "corner",
  currency: "EUR",
  floor: [
    [0, 0],
    [4, 0],
    [4, 4],
  ],
  zones: [],
  gates: [{ id: "gate-1", at: [0, 1], inward: [1, 0], width: 1, scanner: "scanner-1" }],
  cameras: [],
  ceilings: [],
  shelves: [
    { id: "g1", rateHz: 20, plates: [{ id: "g1/p1", center: [1, 3.6, 1.2], size: [0.3, 0.4], facing: [0, -1] }] },
  ],
  products: [{ gtin: "2000000000015", name: "Oat bar", weight: 40, weightSd: 1, unitPrice: 120 }],
  planogram: [],
};

let seq = 0;
function reading(device: string, at: number, rest: object): Reading {
  seq += 1;
  return { device, at, receivedAt: at, run: 1, seq, ...rest } as Reading;
}
const passage = (device: string, at = t0): Reading =>
  reading(device, at, { kind: "turnstile", type: "passage", data: { phase: "completed", direction: "in" } });
const scan = (device: string, at = t0): Reading =>
  reading(device, at, { kind: "barcode-scanner", type: "scan", data: { symbology: "]Q1", data: "MEMBER-1" } });
const weights = (device: string, at: number, data: object = {}): Reading =>
  reading(device, at, {
    kind: "weight-shelf",
    type: "weights",
    data: { grams: new Float32Array([500]), samples: 1, plates: 1, dt: 50, ...data },
  });

describe("a reading that does not fit the store model", () => {
  it.each([
    ["a gate", passage("gate-9"), "no gate of this id"],
    ["a scanner", scan("scanner-9"), "names this scanner"],
    ["a shelf", weights("g9", t0), "no shelf of this id"],
    [
      "a tared shelf",
      reading("g9", t0, { kind: "weight-shelf", type: "rebaselined", data: { plates: [0] } }),
      "no shelf",
    ],
    ["a camera", reading("cam-9", t0, { kind: "camera", type: "detections", data: { objects: [] } }), "no calibrated"],
    ["a sensor", reading("up-9", t0, { kind: "camera", type: "poses", data: { objects: [] } }), "no pose sensor"],
    ["other plates", weights("g1", t0, { grams: new Float32Array(2), plates: 2 }), "it has 2 plates"],
    ["too few values", weights("g1", t0, { samples: 2 }), "it has 1 values; expected 2 samples × 1 plates"],
    ["no time between samples", weights("g1", t0, { dt: 0 }), "its dt is 0"],
  ])("is told of once: %s", (_, wrong, words) => {
    const engine = createEngine(model);
    const events = [...engine.observe(wrong), ...engine.observe(wrong)];
    expect(events).toMatchObject([{ type: "reading.rejected", device: wrong.device }]);
    expect(events[0]).toHaveProperty("problem", expect.stringContaining(words));
  });

  it("is told of once however its wrong time changes, and does not silence the others", () => {
    const engine = createEngine(model);
    const told: string[] = [];
    for (let k = 0; k < 2_000; k++) {
      const events = engine.observe({ ...weights("g1", Number.NaN), receivedAt: t0 + k });
      told.push(...events.map(({ type }) => type));
    }
    expect(told).toEqual(["reading.rejected"]);
    expect(engine.observe(passage("gate-9"))).toMatchObject([{ type: "reading.rejected", device: "gate-9" }]);
  });

  it("is none where the store has no gates for scanners and turnstiles to be at", () => {
    const engine = createEngine({ ...model, gates: [] });
    expect([...engine.observe(scan("anywhere")), ...engine.observe(passage("anywhere"))]).toEqual([]);
  });
});

describe("a snapshot", () => {
  const snapshot = createEngine(model).snapshot();

  it.each([
    ["of another version", { ...snapshot, version: 2 }, "version 2; this engine takes version 4"],
    ["of a store with another product", createEngine({ ...model, products: [] }).snapshot(), "products"],
    ["of a store with another scanner's gate", createEngine({ ...model, gates: [] }).snapshot(), "gates"],
    ["of a store with other plates", createEngine({ ...model, shelves: [] }).snapshot(), "plates"],
  ])("%s is refused, and the engine is as it was", (_, wrong, words) => {
    const engine = createEngine(model);
    engine.observe(scan("scanner-1"));
    const before = engine.snapshot();
    expect(() => engine.restore(wrong as typeof snapshot)).toThrow(
      expect.objectContaining({ code: "fusion.snapshot-invalid", message: expect.stringContaining(words) as string }),
    );
    expect(engine.snapshot()).toEqual(before);
  });

  it("does not care for what nothing in it counts on", () => {
    const prices = model.products.map((product) => ({ ...product, unitPrice: 1 }));
    expect(markOf({ ...model, name: "other", products: prices })).toBe(markOf(model));
  });
});

describe("a reading on which a stage fails", () => {
  /** Its data throws as soon as somebody looks. */
  const broken = (at: number): Reading => {
    const data = {
      grams: new Float32Array(1),
      samples: 1,
      plates: 1,
      dt: 50,
      get flags(): Uint8Array {
        throw new RangeError("no flags");
      },
    };
    return reading("g1", at, { kind: "weight-shelf", type: "weights", data });
  };

  it("takes nothing of its moment with it", () => {
    const faults: unknown[] = [];
    const engine = createEngine(model, { onFault: (thrown, device) => faults.push([device, String(thrown)]) });
    engine.observe(broken(t0 + 10));
    engine.observe(scan("scanner-1", t0 + 20));
    engine.observe(passage("gate-1", t0 + 30));
    const events = engine.observe({ kind: "clock", type: "closing", at: t0 + 5_000 });
    expect(faults).toEqual([["g1", "RangeError: no flags"]]);
    expect(events.map(({ type }) => type)).toEqual(["session.opened", "session.closed", "receipt.issued"]);
  });

  it("is thrown where nobody wants to be told", () => {
    const engine = createEngine(model);
    engine.observe(broken(t0));
    expect(() => engine.observe({ kind: "clock", type: "closing", at: t0 + 5_000 })).toThrow("no flags");
  });
});
