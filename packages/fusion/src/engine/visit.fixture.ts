import type { Pose, Reading, StorePoint } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import type { StoreEvent } from "../events/store-event.ts";
import { createEngine, type Engine } from "./engine.ts";
import type { EngineInput } from "./engine-input.ts";

export const t0 = 1_700_000_000_000;

/** A store with one gate, one pose sensor and a shelf of two plates that hold tea. */
export const model: StoreModel = {
  name: "kiosk",
  currency: "EUR",
  floor: [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
  ],
  zones: [],
  gates: [{ id: "gate", at: [1, 0.5], inward: [0, 1], width: 1, scanner: "scanner" }],
  cameras: [],
  ceilings: [{ id: "above", fps: 10 }],
  shelves: [
    {
      id: "g1",
      rateHz: 20,
      plates: [
        { id: "g1/p1", center: [1, 3.6, 1.2], size: [0.3, 0.4], facing: [0, -1] },
        { id: "g1/p2", center: [1.3, 3.6, 1.2], size: [0.3, 0.4], facing: [0, -1] },
      ],
    },
  ],
  products: [{ gtin: "04006381333931", name: "Tea", weight: 400, weightSd: 2, unitPrice: 250 }],
  planogram: [{ gtin: "04006381333931", plates: ["g1/p1"] }],
};

/** Somebody comes in, takes one tea after six seconds, and leaves after twelve. Readings in order of event time. */
export function visit(): Reading[] {
  const readings: Reading[] = [];
  let noise = 1;
  const chance = (): number => {
    noise = (noise * 48_271) % 2_147_483_647;
    return noise / 2_147_483_647;
  };
  const say = (device: string, at: number, what: Pick<Reading, "kind" | "type" | "data">): void => {
    readings.push({ device, at, receivedAt: at, run: 1, seq: readings.length + 1, ...what } as Reading);
  };
  for (let ms = 0; ms < 14_000; ms += 100) {
    const s = ms / 1000;
    const y = s < 4 ? 0.1 + 0.75 * s : s < 8 ? 3.1 : 3.1 - 0.75 * (s - 8);
    const wrist: StorePoint = [1, s > 5.7 && s < 6.4 ? 3.5 : y + 0.2, 1.2];
    const objects: Pose[] = y < 0 ? [] : [{ id: 1, head: [1, y, 1.6], score: 0.9, wrists: [wrist] }];
    say("above", t0 + ms + 13, { kind: "camera", type: "poses", data: { objects } });
  }
  for (let ms = 0; ms < 14_000; ms += 200) {
    const grams = Float32Array.from(
      { length: 8 },
      (_, k) => (k % 2 === 0 && ms + k * 25 > 6000 ? 1600 : 2000) + chance(),
    );
    const data = { grams, samples: 4, plates: 2, dt: 50 };
    say("g1", t0 + ms, { kind: "weight-shelf", type: "weights", data });
  }
  const passage = (direction: "in" | "out"): Pick<Reading, "kind" | "type" | "data"> => ({
    kind: "turnstile",
    type: "passage",
    data: { phase: "completed", direction },
  });
  say("scanner", t0 + 100, { kind: "barcode-scanner", type: "scan", data: { symbology: "]Q1", data: "MEMBER-1" } });
  say("gate", t0 + 550, passage("in"));
  say("gate", t0 + 11_500, passage("out"));
  return readings.sort((a, b) => a.at - b.at);
}

/** What an engine says of inputs, and of the closing at the end. */
export function tellAll(inputs: readonly EngineInput[], engine: Engine = createEngine(model)): StoreEvent[] {
  const closing = { kind: "clock", type: "closing", at: t0 + 20_000 } as const;
  return [...inputs, closing].flatMap((input) => [...engine.observe(input)]);
}
