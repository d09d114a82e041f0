import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignCurves, gramsBefore, thinned } from "./curves.ts";

const own = new Set(["p1"]);

describe("curves of plates", () => {
  it("start at zero: what lay there before is taken off", () => {
    const curve = { plate: "p1", t: [0, 100, 200, 300, 400], grams: [500, 502, 498, 380, 379] };
    expect(gramsBefore(curve, 300)).toBe(500);
    const { seconds, series } = alignCurves([curve], own, 300);
    expect(seconds).toEqual([-0.3, -0.2, -0.1, 0, 0.1]);
    expect(series[0]?.grams).toEqual([0, 2, -2, -120, -121]);
  });

  it("start at the first sample where nothing was measured before the change, and at 0 for a dead plate", () => {
    expect(gramsBefore({ plate: "p1", t: [400, 500], grams: [null, 40] }, 300)).toBe(40);
    expect(gramsBefore({ plate: "p1", t: [400], grams: [null] }, 300)).toBe(0);
  });

  it("forget what was longer than two seconds before", () => {
    const curve = { plate: "p1", t: [0, 1, 2, 5000], grams: [9, 9, 9, 1] };
    expect(gramsBefore(curve, 5100)).toBe(1);
  });

  it("keep a dead plate as a gap and a missing sample as none", () => {
    const { series } = alignCurves(
      [
        { plate: "p1", t: [0, 200], grams: [10, null] },
        { plate: "p2", t: [100], grams: [5] },
      ],
      own,
      150,
    );
    expect(series.map(({ plate, own: mine, grams }) => ({ plate, mine, grams }))).toEqual([
      { plate: "p2", mine: false, grams: [undefined, 0, undefined] },
      { plate: "p1", mine: true, grams: [0, undefined, null] },
    ]);
  });

  it("lose no sample and keep time in order, whatever times the plates have", () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 50 }), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(times, { maxLength: 4 }), (all) => {
        const curves = all.map((list, i) => {
          const t = list.toSorted((a, b) => a - b);
          return { plate: `p${String(i)}`, t, grams: t.map((x) => x * 2) };
        });
        const { seconds, series } = alignCurves(curves, own, 25);
        expect(seconds.every((second, i) => i === 0 || second > seconds[i - 1]!)).toBe(true);
        for (const { plate, grams } of series) {
          const curve = curves.find((each) => each.plate === plate)!;
          expect(grams.length).toBe(seconds.length);
          expect(grams.filter((value) => value !== undefined).length).toBe(curve.t.length);
        }
      }),
    );
  });

  it("are told in a table at steps, with the last value of each plate", () => {
    const aligned = alignCurves(
      [
        { plate: "p1", t: [0, 100, 600], grams: [10, 10, 4] },
        { plate: "p2", t: [50], grams: [7] },
      ],
      own,
      200,
    );
    expect(thinned(aligned, 0.5)).toEqual([
      { second: -0.2, grams: [null, 0] },
      { second: 0.4, grams: [0, -6] },
    ]);
  });
});
