import { describe, expect, it } from "vitest";
import { createChance } from "../chance/index.ts";
import { resolveSettings, type SimulationSettingsInput } from "../settings.ts";
import { makeStore, planFloor, surveyed } from "./index.ts";

const build = (input: SimulationSettingsInput) => {
  const settings = resolveSettings({ products: 90, ...input });
  const store = makeStore(planFloor(2, 2, settings.platesPerLevel), settings, createChance(3));
  return { store, known: surveyed(store, settings, createChance(4)) };
};
const rms = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe("a simulated store as it was surveyed", () => {
  it("is the store itself unless something is to be wrong", () => {
    const { store, known } = build({});
    expect(known).toEqual(store);
  });

  it("has cameras that are turned and moved by as much as told, and stay rotations", () => {
    const { store, known } = build({
      mounts: "grid",
      aisles: 2,
      difficulty: { calibrationDegrees: 0.5, calibrationMetres: 0.03 },
    });
    const off = store.cameras.map(({ R, t }, index) => {
      const other = known.cameras[index];
      if (other === undefined) throw new TypeError("a camera is gone");
      const trace = R.reduce((sum, row, at) => sum + row.reduce((s, v, k) => s + v * (other.R[at]?.[k] ?? 0), 0), 0);
      const place = (r: typeof R, v: typeof t, axis: 0 | 1 | 2): number =>
        -(r[0][axis] * v[0] + r[1][axis] * v[1] + r[2][axis] * v[2]);
      const moved = ([0, 1, 2] as const).map((axis) => place(R, t, axis) - place(other.R, other.t, axis));
      return { degrees: (Math.acos(Math.min(1, (trace - 1) / 2)) * 180) / Math.PI, moved };
    });
    // A turn about three axes is √3 times that about one.
    expect(rms(off.map(({ degrees }) => degrees)) / (0.5 * Math.sqrt(3))).toBeCloseTo(1, 0);
    expect(rms(off.flatMap(({ moved }) => moved)) / 0.03).toBeCloseTo(1, 0);
    for (const { R } of known.cameras) for (const row of R) expect(rms(row) * Math.sqrt(3)).toBeCloseTo(1, 9);
    expect(known.shelves).toEqual(store.shelves);
  });

  it("has a share of wrong weights in its catalogue, by 1 to 4 %", () => {
    const { store, known } = build({ wrongWeights: 0.5 });
    const off = store.products.map(({ weight }, at) => Math.abs((known.products[at]?.weight ?? 0) / weight - 1));
    const wrong = off.filter((share) => share > 0.005);
    expect(wrong.length / off.length).toBeGreaterThan(0.3);
    expect(wrong.length / off.length).toBeLessThan(0.7);
    for (const share of wrong) expect(share > 0.007 && share < 0.044).toBe(true);
  });
});

describe("what a simulated store sells and where", () => {
  it("has as many light products as told, of 5 to 30 g", () => {
    const light = (share: number): number =>
      build({ lightProducts: share }).store.products.filter(({ weight }) => weight <= 30).length;
    expect(light(0)).toBeLessThan(8);
    expect(light(0.5)).toBeGreaterThan(30);
    expect(build({ lightProducts: 1 }).store.products.every(({ weight }) => weight >= 5 && weight <= 30)).toBe(true);
  });

  it("has look-alikes side by side, within 2 g, in pairs", () => {
    const alike = (share: number): number => {
      const { products } = build({ lookAlikes: share }).store;
      return products.filter(({ weight }, at) => Math.abs(weight - (products[at - 1]?.weight ?? 0)) <= 2.1).length;
    };
    expect(alike(1)).toBe(45);
    expect(alike(0)).toBeLessThan(8);
  });

  it("has plates as narrow as told on gondolas of the same length, and every plate in the planogram", () => {
    for (const platesPerLevel of [3, 12, 15]) {
      const { store } = build({ platesPerLevel });
      const [shelf] = store.shelves;
      expect(shelf?.plates).toHaveLength(platesPerLevel * 4);
      expect(shelf?.plates[0]?.size[0]).toBeCloseTo(1.5 / platesPerLevel, 3);
      const placed = store.planogram.flatMap(({ plates }) => plates);
      expect(new Set(placed).size).toBe(store.shelves.length * platesPerLevel * 4);
    }
  });

  it("is seen by cameras, a pose sensor, both, or nothing", () => {
    const eyes = (sensors: "cameras" | "ceiling" | "both" | "none"): readonly [number, number] => {
      const { cameras, ceilings } = build({ sensors }).store;
      return [Math.min(1, cameras.length), ceilings.length];
    };
    expect([eyes("cameras"), eyes("ceiling"), eyes("both"), eyes("none")]).toEqual([
      [1, 0],
      [0, 1],
      [1, 1],
      [0, 0],
    ]);
  });
});
