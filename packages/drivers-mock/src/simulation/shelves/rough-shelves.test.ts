import { describe, expect, it } from "vitest";
import type { SceneReading } from "../../scene/index.ts";
import { createChance } from "../chance/index.ts";
import { createDelivery } from "../delivery/index.ts";
import { makeStore, planFloor } from "../layout/index.ts";
import { resolveSettings, type SimulationSettingsInput } from "../settings.ts";
import { createStockroom, type Spot, type Stockroom } from "./index.ts";

const still = {
  weightNoise: 0,
  weightDrift: 0,
  crossTalk: 0,
  deadPlates: 0,
  stuckPlates: 0,
  lateReadings: 0,
  duplicateReadings: 0,
  handPressure: 0,
};

/** Shelves under one's own hand: `run` lets time pass and gives what was sent, in order of time. */
function bench({ difficulty, ...input }: SimulationSettingsInput) {
  const settings = resolveSettings({ ...input, difficulty: { ...still, ...difficulty } });
  const delivery = createDelivery(settings.difficulty, createChance(1));
  const store = makeStore(planFloor(1, 2), { ...settings, products: 12 }, createChance(2));
  const stockroom = createStockroom(store, settings.difficulty, createChance(3), delivery, settings);
  let now = 0;
  const run = (
    ms: number,
    walkers: Parameters<Stockroom["tick"]>[1] = [{ x: 3.2, y: 1.3, pace: 0 }],
  ): SceneReading[] => {
    for (const until = now + ms; now < until; ) stockroom.tick((now += 20), walkers);
    return [...delivery.take(Number.POSITIVE_INFINITY)].sort((a, b) => (a.reading.at ?? 0) - (b.reading.at ?? 0));
  };
  const spot = stockroom.spots.find((one) => one.gtin !== undefined && one.plate.health === "works");
  const takeOne = (from = spot) => {
    const handling = { contactAt: now + 300, changeAt: now + 500, durationMs: 200 };
    return from === undefined ? [] : stockroom.take(from, from.gtin ?? "", 1, handling);
  };
  if (spot === undefined) throw new TypeError("the bench has no plate");
  return { stockroom, run, spot, takeOne };
}

function shownBy({ shelf, index }: Spot, readings: readonly SceneReading[]): number[] {
  return readings.flatMap(({ device, reading }) =>
    device === shelf.model.id && reading.type === "weights"
      ? Array.from(
          { length: reading.data.samples },
          (_, at) => reading.data.grams[at * reading.data.plates + index] ?? 0,
        )
      : [],
  );
}

const last = (values: readonly number[]): number => values.at(-1) ?? Number.NaN;
const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

describe("the shelves of a simulated store, made rough,", () => {
  it("creep after a change, by half a percent over half a minute", () => {
    const { run, spot, takeOne } = bench({ difficulty: { creep: 10 } });
    const [unit] = takeOne();
    const soon = last(shownBy(spot, run(3_000)));
    const late = last(shownBy(spot, run(100_000)));
    const crept = (soon - late) / (unit?.grams ?? 1);
    expect(crept).toBeGreaterThan(0.035);
    expect(crept).toBeLessThan(0.052);
  });

  it("rattle: some shake five times more while somebody walks beside them", () => {
    const walker = [{ x: 3, y: 0.9, pace: 1.2 }];
    const quiet = bench({ difficulty: { footfall: 2 } });
    const rattling = bench({ difficulty: { footfall: 2, rattling: 1 } });
    const [a, b] = [quiet, rattling].map(({ run, spot }) => spread(shownBy(spot, run(4_000, walker)))) as [
      number,
      number,
    ];
    expect(b / a).toBeGreaterThan(4.5);
    expect(b / a).toBeLessThan(5.5);
  });

  it("swing for a moment after each step beside them, all plates as one, and stand still otherwise", () => {
    const { run, spot } = bench({ difficulty: { footfall: 0, footsteps: 10 }, shelfHz: 50 });
    const readings = run(6_000, [{ x: 3, y: 0.9, pace: 1.2 }]);
    const [own, other] = [spot, { ...spot, index: 7 }].map((one) => shownBy(one, readings)) as [number[], number[]];
    expect(spread(own)).toBeGreaterThan(6);
    expect(spread(own)).toBeLessThan(50);
    const middle = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [a, b] = [own, other].map((values) => values.map((value) => value - middle(values))) as [number[], number[]];
    const inner = (x: readonly number[], y: readonly number[]): number =>
      x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
    expect(inner(a, b) / Math.sqrt(inner(a, a) * inner(b, b))).toBeGreaterThan(0.95);
    run(2_000);
    expect(spread(shownBy(spot, run(4_000)))).toBeLessThan(0.5);
  });

  it("have plates that are five times as noisy as they would be", () => {
    const [quiet, noisy] = [0, 1].map((noisyPlates) => {
      const { run, spot } = bench({ difficulty: { weightNoise: 1, footfall: 0, noisyPlates } });
      return spread(shownBy(spot, run(20_000)));
    }) as [number, number];
    expect(noisy / quiet).toBeGreaterThan(4);
    expect(noisy / quiet).toBeLessThan(6);
  });

  it("are away around a pick, for 1 to 6 s, and then show what has changed", () => {
    const { run, spot, takeOne } = bench({ difficulty: { absentControllers: 1 } });
    const before = last(shownBy(spot, run(1_000)));
    const [unit] = takeOne();
    const readings = run(12_000).filter(({ device }) => device === spot.shelf.model.id);
    const gaps = readings.slice(1).map(({ reading }, at) => (reading.at ?? 0) - (readings[at]?.reading.at ?? 0));
    expect(Math.max(...gaps)).toBeGreaterThan(1_000);
    expect(Math.max(...gaps)).toBeLessThan(6_500);
    expect(gaps.filter((gap) => gap > 300)).toHaveLength(1);
    expect(Math.abs(before - last(shownBy(spot, readings)) - (unit?.grams ?? 0))).toBeLessThan(0.5);
  });

  it("come back from a restart with new zeros, on every plate, and say nothing of it", () => {
    const { run, spot, takeOne, stockroom } = bench({ difficulty: { absentControllers: 1, restarts: 1 } });
    const zeros = (): number[] => stockroom.shelves.flatMap(({ plates }) => plates.map(({ zero }) => zero));
    const before = zeros();
    takeOne();
    const readings = run(12_000);
    const moved = zeros().filter((zero, at) => zero !== before[at]);
    expect(moved).toHaveLength(spot.shelf.plates.length);
    // Nothing of what was weighed with the old zeros is said afterwards.
    const beside = spot.shelf.plates.findIndex(({ health }, index) => health === "works" && index !== spot.index);
    const shown = shownBy({ ...spot, index: beside }, readings);
    expect(new Set(shown.map((grams) => Math.round(grams / 2))).size).toBe(2);
    expect(readings.some(({ reading }) => reading.type === "rebaselined")).toBe(false);
  });

  it("are leant on: hundreds of grams come and go, and nothing is gone", () => {
    const { run, spot, stockroom } = bench({ difficulty: { handPressure: 1 } });
    const before = last(shownBy(spot, run(400)));
    stockroom.lean(spot, 800, 3_800);
    const shown = shownBy(spot, run(6_000));
    expect(Math.max(...shown) - before).toBeGreaterThan(70);
    expect(Math.abs(last(shown) - before)).toBeLessThan(0.5);
  });

  it("hold wide goods across plates: what leaves one leaves its neighbours too, and together it is the whole unit", () => {
    const { run, stockroom, takeOne } = bench({ wideProducts: 1 });
    const middle = stockroom.spots.find(
      (spot) =>
        spot.shelf.neighbours(spot.index).length === 2 &&
        spot.shelf.neighbours(spot.index).every((beside) => {
          const other = stockroom.spots.find((one) => one.shelf === spot.shelf && one.index === beside);
          return other?.gtin === spot.gtin;
        }),
    );
    if (middle === undefined) throw new TypeError("no product has three plates");
    const near = [middle.index, ...middle.shelf.neighbours(middle.index)].map((index) => ({ ...middle, index }));
    const first = run(1_000);
    const before = near.map((spot) => last(shownBy(spot, first)));
    const [unit] = takeOne(middle);
    const after = run(3_000);
    const lost = near.map((spot, at) => (before[at] ?? 0) - last(shownBy(spot, after)));
    expect(lost.filter((grams) => grams > 1).length).toBeGreaterThanOrEqual(2);
    expect(Math.abs(lost.reduce((sum, grams) => sum + grams, 0) - (unit?.grams ?? 0))).toBeLessThan(0.8);
  });

  it("have nothing on faulty plates, where told, and goods on all of them otherwise", () => {
    const faulty = { deadPlates: 0.3, stuckPlates: 0.2 };
    const empty = bench({ faultyPlates: "empty", difficulty: faulty }).stockroom.spots;
    const stocked = bench({ difficulty: faulty }).stockroom.spots;
    expect(empty.filter(({ plate }) => plate.health !== "works").length).toBeGreaterThan(5);
    for (const { plate } of empty) expect(plate.units.length > 0).toBe(plate.health === "works");
    expect(stocked.every(({ plate }) => plate.units.length > 0)).toBe(true);
  });

  it("sample as often as the model says", () => {
    const { run, spot } = bench({ shelfHz: 60 });
    expect(Math.abs(shownBy(spot, run(10_000)).length - 600)).toBeLessThanOrEqual(12);
  });
});
