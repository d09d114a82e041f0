import { PlateFlag, seededRandom } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import type { PlateStatistics } from "../wire/index.ts";
import { model, t0, weights } from "./corner-shop.fixture.ts";
import { plateStatistics } from "./plate-statistics.ts";
import { ShelfRing } from "./shelf-rings.ts";

const seconds = 11;

/** What is said of plate 0 after 11 s in which it showed `grams` (by ms) and some noise, beside three quiet plates. */
function after(grams: (t: number) => number, noise = 0.5, now = t0 + seconds * 1_000): PlateStatistics {
  const ring = new ShelfRing(model.shelves[0]!, 12);
  const random = seededRandom(5);
  // Of twelve even numbers the sum is close to normal, with deviation 1.
  const normal = (): number => Array.from({ length: 12 }, random).reduce((a, b) => a + b, -6);
  for (let t = 0; t < seconds * 1_000; t += 200) {
    ring.add(weights(t0 + t, (plate, at) => (plate === 0 ? grams(at - t0) + noise * normal() : 800 + 0.5 * normal())));
  }
  return plateStatistics(ring, now)[0]!;
}

describe("the statistics of a plate", () => {
  it("of one that rests are its noise and next to no drift", () => {
    const { state, noise, drift, touched, grams } = after(() => 500, 2);
    expect(state).toBe("quiet");
    expect(noise).toBeGreaterThan(1.7);
    expect(noise).toBeLessThan(2.3);
    expect(Math.abs(drift ?? NaN)).toBeLessThan(8);
    expect(touched).toBeUndefined();
    expect(grams).toBeGreaterThan(480);
  });

  it("tell a drift in grams a minute", () => {
    const { state, drift, noise } = after((t) => 500 + t / 2_000);
    expect(state).toBe("drift");
    expect(drift).toBeGreaterThan(27);
    expect(drift).toBeLessThan(33);
    expect(noise).toBeLessThan(0.7);
  });

  it("tell when it was touched and how heavily, though it came back to where it was", () => {
    const { state, touched, drift } = after((t) => 500 + (t > 5_500 && t < 6_000 ? 300 : 0));
    expect(state).toBe("quiet");
    expect(touched?.grams).toBeGreaterThan(295);
    expect(touched?.grams).toBeLessThan(305);
    expect(Math.abs((touched?.at ?? 0) - t0 - 6_000)).toBeLessThan(500);
    expect(Math.abs(drift ?? NaN)).toBeLessThan(6);
  });

  it("tell the last change of several", () => {
    expect(after((t) => 500 + (t > 3_000 && t < 6_000 ? 300 : 0)).touched?.grams).toBeLessThan(-295);
  });

  it("say that it moves while it does", () => {
    expect(after((t) => 500 - (t > 10_500 ? 40 : 0))).toMatchObject({ state: "moving", drift: null });
  });

  it.each([
    ["is much louder than its neighbours", () => 500, 8],
    ["swings by itself", (t: number) => 500 + 5 * Math.sin(t / 160), 0.5],
  ])("call it a rattle when it %s", (_, grams, noise) => {
    expect(after(grams, noise).state).toBe("rattle");
  });

  it.each([
    ["says nothing", Number.NaN],
    ["always says the same while the others do not", 500],
  ])("call it dead when it %s", (_, grams) => {
    expect(after(() => grams, 0).state).toBe("dead");
  });

  it("say nothing of a shelf that was not heard", () => {
    expect(after(() => 500, 0.5, t0 + 20_000)).toMatchObject({ state: "unknown", grams: null, noise: null });
    const unheard = new ShelfRing(model.shelves[0]!, 12);
    expect(plateStatistics(unheard, t0).map(({ state }) => state)).toEqual(Array.from({ length: 4 }, () => "unknown"));
  });

  it("do not take a tare for a touch, nor a flagged value for a weight", () => {
    const ring = new ShelfRing(model.shelves[0]!, 12);
    for (let t = 0; t < 8_000; t += 200) {
      if (t === 4_000) ring.rebaselined();
      const { data, ...reading } = weights(t0 + t, (plate, at) => (t < 4_000 ? 500 : 0) + ((at + plate) % 3) / 10);
      const flags = Uint8Array.of(0, PlateFlag.Fault, 0, 0);
      ring.add({ ...reading, data: { ...data, flags } });
    }
    const [first, second] = plateStatistics(ring, t0 + 8_000);
    expect(first).toMatchObject({ state: "quiet" });
    expect(first?.touched).toBeUndefined();
    expect(second).toMatchObject({ state: "dead", grams: null });
  });
});

it("plates are known again as soon as the clock that was set back goes on, also after a tare", () => {
  const ring = new ShelfRing(model.shelves[0]!, 12);
  for (let t = 0; t < 20_000; t += 200) ring.add(weights(t0 + t, (plate, at) => 500 + ((at + plate) % 3) / 10));
  ring.rebaselined();
  const back = t0 - 3_600_000;
  for (let t = 0; t < 8_000; t += 200) ring.add(weights(back + t, (plate, at) => 500 + ((at + plate) % 3) / 10));
  expect(plateStatistics(ring, back + 8_000).map(({ state }) => state)).toEqual(["quiet", "quiet", "quiet", "quiet"]);
});

it("a ring takes each sample once, in order, and forgets the oldest", () => {
  const ring = new ShelfRing(model.shelves[0]!, 5);
  for (let t = 0; t < 20_000; t += 200) {
    ring.add(weights(t0 + t, () => t));
    ring.add(weights(t0 + t - 100, () => -1));
  }
  expect(ring.count - ring.first).toBe(ring.size);
  for (let row = ring.first + 1; row < ring.count; row += 1) {
    expect(ring.at(row) - ring.at(row - 1)).toBe(20);
    expect(ring.grams(row, 2)).toBeGreaterThanOrEqual(0);
  }
  expect(ring.at(ring.after(t0 + 18_000))).toBe(t0 + 18_020);
});
