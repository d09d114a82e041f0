import fc from "fast-check";
import { expect, it } from "vitest";
import { thinCurve, toldCurve } from "./curve.ts";

it("keeps the ends, the lowest and the highest of a curve, in order, within its points", () => {
  const values = fc.array(fc.oneof(fc.float({ noNaN: true, min: -5_000, max: 5_000 }), fc.constant(Number.NaN)), {
    minLength: 1,
    maxLength: 3_000,
  });
  fc.assert(
    fc.property(values, fc.integer({ min: 10, max: 600 }), (all, most) => {
      const curve = { plate: "p", from: 0, t: Float32Array.from(all, (_, k) => k * 20), grams: Float32Array.from(all) };
      const { t, grams } = thinCurve(curve, most);
      expect(t.length).toBeLessThanOrEqual(Math.max(most, 2));
      expect([...t]).toEqual([...t].sort((a, b) => a - b));
      expect([t[0], t.at(-1)]).toEqual([curve.t[0], curve.t.at(-1)]);
      const numbers = (list: Float32Array): number[] => [...list].filter((value) => !Number.isNaN(value));
      expect(Math.min(...numbers(grams))).toBe(Math.min(...numbers(curve.grams)));
      expect(Math.max(...numbers(grams))).toBe(Math.max(...numbers(curve.grams)));
    }),
    { numRuns: 50 },
  );
});

it("tells null where the plate was dead", () => {
  const kept = { plate: "p", from: 1_000, t: Float32Array.of(0, 20.4), grams: Float32Array.of(1.234, Number.NaN) };
  expect(toldCurve(kept)).toEqual({ plate: "p", t: [1_000, 1_020], grams: [1.23, null] });
});
