import { describe, expect, it } from "vitest";
import { seededRandom } from "./random.ts";

describe("seeded chance", () => {
  it("gives the same numbers for the same seed, for ever", () => {
    const random = seededRandom(7);
    expect([random(), random(), random()]).toEqual([0.8740861078258604, 0.6580827995203435, 0.8242372863460332]);
  });

  it("gives others for the next seed", () => {
    expect(seededRandom(7)()).not.toBe(seededRandom(8)());
  });

  it.each([0, 1, -1, 2 ** 40])("is even over [0, 1) for seed %s", (seed) => {
    const random = seededRandom(seed);
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i += 1) {
      const value = random();
      const bin = Math.floor(value * 10);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    // Five standard deviations of a count of 10,000 in 100,000.
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(475);
  });
});
