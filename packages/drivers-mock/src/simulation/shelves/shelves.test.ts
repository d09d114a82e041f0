import { describe, expect, it } from "vitest";
import type { SceneReading } from "../../scene/index.ts";
import { createChance } from "../chance/index.ts";
import { createDelivery } from "../delivery/index.ts";
import { makeStore, planFloor } from "../layout/index.ts";
import { resolveSettings, type SimulationSettingsInput } from "../settings.ts";
import { createStockroom, type Spot, type Stockroom } from "./index.ts";
import { quantumGrams } from "./plate.ts";

const still = {
  weightNoise: 0,
  weightDrift: 0,
  crossTalk: 0,
  deadPlates: 0,
  stuckPlates: 0,
  lateReadings: 0,
  duplicateReadings: 0,
};

/** A stockroom under one's own hand: `run` lets time pass and gives what plates showed. */
function bench(difficulty: SimulationSettingsInput["difficulty"]) {
  const settings = resolveSettings({ difficulty });
  const delivery = createDelivery(settings.difficulty, createChance(1));
  const store = makeStore(planFloor(1, 1), resolveSettings({ products: 24 }), createChance(2));
  const stockroom = createStockroom(store, settings.difficulty, createChance(3), delivery, settings);
  let now = 0;
  const run = (
    ms: number,
    walkers: Parameters<Stockroom["tick"]>[1] = [{ x: 3.2, y: 1.3, pace: 0 }],
  ): readonly SceneReading[] => {
    for (const until = now + ms; now < until; ) stockroom.tick((now += 20), walkers);
    return delivery.take(Number.POSITIVE_INFINITY);
  };
  const [spot] = stockroom.spots;
  if (spot === undefined) throw new TypeError("the bench has no plate");
  return { stockroom, run, spot, now: () => now };
}

/** Everything one plate showed, in order of time. */
function shownBy(spot: Spot, readings: readonly SceneReading[]): number[] {
  const batches = readings.filter((reading) => reading.device === spot.shelf.model.id);
  batches.sort((a, b) => (a.reading.at ?? 0) - (b.reading.at ?? 0));
  return batches.flatMap(({ reading }) =>
    reading.type === "weights"
      ? Array.from(
          { length: reading.data.samples },
          (_, sample) => reading.data.grams[sample * reading.data.plates + spot.index] ?? 0,
        )
      : [],
  );
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("a weighed plate", () => {
  it("shows, once settled, exactly what was taken from it less", () => {
    const { stockroom, run, spot, now } = bench(still);
    const before = mean(shownBy(spot, run(1000)));
    const handling = { contactAt: now() + 500, changeAt: now() + 800, durationMs: 300 };
    const taken = stockroom.take(spot, spot.gtin ?? "", 2, handling);
    expect(taken).toHaveLength(2);
    run(3000);
    const after = mean(shownBy(spot, run(1000)));
    const grams = taken.reduce((sum, unit) => sum + unit.grams, 0);
    expect(Math.abs(before - after - grams)).toBeLessThanOrEqual(quantumGrams);
  });

  it("shows the old load until the hand is there, is pressed by it, and settles within a second and a half", () => {
    const { stockroom, run, spot, now } = bench(still);
    const before = shownBy(spot, run(1000)).at(-1) ?? 0;
    const start = now();
    const [unit] = stockroom.take(spot, spot.gtin ?? "", 1, {
      contactAt: start + 600,
      changeAt: start + 900,
      durationMs: 300,
    });
    const shown = shownBy(spot, run(4000));
    // Batches lag behind their shelf's phase by up to 200 ms.
    expect(shown.slice(0, 9).every((value) => Math.abs(value - before) < 0.3)).toBe(true);
    expect(Math.max(...shown)).toBeGreaterThan(before + 15);
    expect(shown.slice(60).every((value) => Math.abs(value - (before - (unit?.grams ?? 0))) < 0.6)).toBe(true);
  });

  it("gives back what is put on it, and never more units than it has", () => {
    const { stockroom, run, spot, now } = bench(still);
    const before = mean(shownBy(spot, run(400)));
    const handling = () => ({ contactAt: now() + 500, changeAt: now() + 700, durationMs: 250 });
    const all = stockroom.take(spot, spot.gtin ?? "", 999, handling());
    expect(stockroom.take(spot, spot.gtin ?? "", 1, handling())).toEqual([]);
    run(3000);
    for (const unit of all) stockroom.put(spot, [unit], handling());
    run(3000);
    expect(Math.abs(mean(shownBy(spot, run(400))) - before)).toBeLessThanOrEqual(quantumGrams);
    expect(spot.plate.units).toHaveLength(all.length);
  });

  it("has noise in steps of the transmitter, and drifts by grams rather than by units", () => {
    const { run, spot } = bench({ ...still, weightNoise: 1, weightDrift: 1, footfall: 0 });
    const shown = shownBy(spot, run(60_000));
    const steps = shown.map((value) => value / quantumGrams);
    expect(steps.every((step) => Math.abs(step - Math.round(step)) < 1e-2)).toBe(true);
    const sd = Math.sqrt(mean(shown.map((value) => (value - mean(shown)) * (value - mean(shown)))));
    expect(sd).toBeGreaterThan(0.15);
    expect(sd).toBeLessThan(6);
  });

  it("shakes while somebody walks beside its gondola, and only then", () => {
    const { run, spot } = bench({ ...still, footfall: 3 });
    const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
    const beside = { x: 3, y: 0.9, pace: 1.2 };
    expect(spread(shownBy(spot, run(4000, [{ ...beside, pace: 0 }])))).toBeLessThan(0.3);
    expect(spread(shownBy(spot, run(4000, [beside])))).toBeGreaterThan(3);
    expect(spread(shownBy(spot, run(4000, [{ ...beside, y: 2.6 }])).slice(5))).toBeLessThan(0.3);
  });

  it("is filled up behind the shoppers' backs, and says that its zero is new", () => {
    const { stockroom, run, spot, now } = bench(still);
    run(200);
    stockroom.take(spot, spot.gtin ?? "", 999, { contactAt: now(), changeAt: now() + 200, durationMs: 200 });
    const near = [{ x: spot.plate.model.center[0], y: spot.plate.model.center[1] + 0.6, pace: 0 }];
    expect(run(20_000, near).filter(({ reading }) => reading.type === "rebaselined")).toEqual([]);
    const said = run(12_000, []).filter(({ reading }) => reading.type === "rebaselined");
    expect(said).toHaveLength(1);
    expect(said[0]?.reading).toMatchObject({
      type: "rebaselined",
      data: { plates: [spot.index, spot.index + 1], cause: "zero" },
    });
    expect(spot.plate.units.length).toBeGreaterThan(5);
    expect(Math.abs(mean(shownBy(spot, run(400))))).toBeLessThan(0.3);
  });

  it("that is dead gives no number, and one that is stuck always the same", () => {
    const dead = bench({ ...still, deadPlates: 1 });
    expect(shownBy(dead.spot, dead.run(600)).every(Number.isNaN)).toBe(true);
    const stuck = bench({ ...still, stuckPlates: 1, weightNoise: 2 });
    stuck.stockroom.take(stuck.spot, stuck.spot.gtin ?? "", 1, { contactAt: 300, changeAt: 400, durationMs: 200 });
    expect(new Set(shownBy(stuck.spot, stuck.run(4000))).size).toBe(1);
  });
});
