import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TapeRange } from "../../../src/wire/index.ts";
import { following, shifted, tickTimes, toT, toX, visibleSpan, wholeOf, zoomed } from "./scale.ts";

const hour = 3_600_000;
const recording: TapeRange = { from: 0, until: 60_000, end: 600_000, complete: false, chunkMs: 10_000, from0: 0 };
const store: TapeRange = { from: 0, until: 5 * hour, complete: false, chunkMs: 10_000, from0: 0 };
const time = fc.integer({ min: 0, max: 600_000 });

describe("what the time line shows", () => {
  it("is all of a recording, also what has not been read yet", () => {
    expect(visibleSpan(undefined, recording, false, 0)).toEqual({ from: 0, to: 600_000 });
  });

  it("is the last quarter of an hour of a store that lives", () => {
    const span = visibleSpan(undefined, store, true, 5 * hour);
    expect(span.from).toBe(5 * hour - 900_000);
    expect(span.to).toBeGreaterThan(5 * hour);
    expect(span.to).toBeLessThan(5 * hour + 60_000);
  });

  it("is all there is of a store that has just opened", () => {
    const span = visibleSpan(undefined, { ...store, until: 30_000 }, true, 30_000);
    expect(span.from).toBe(0);
    expect(span.to).toBeLessThan(32_000);
  });

  it("moves on with a store that lives, as wide as it was chosen", () => {
    const span = visibleSpan({ from: 0, to: 10_000 }, store, true, 5 * hour);
    expect(span.to - span.from).toBe(10_000);
    expect(span.to).toBeGreaterThanOrEqual(5 * hour);
  });
});

describe("zooming", () => {
  it("keeps the moment under the pointer where it is", () => {
    const whole = wholeOf(recording);
    fc.assert(
      fc.property(time, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (at, factor) => {
        const before = toX(at, whole, 1_000);
        const span = zoomed(whole, factor, at, whole)!;
        expect(toX(at, span, 1_000)).toBeCloseTo(before, 3);
        expect(toT(before, span, 1_000)).toBeCloseTo(at, 0);
      }),
    );
  });

  it("ends at all there is, and at two seconds", () => {
    const whole = wholeOf(recording);
    expect(zoomed({ from: 0, to: 400_000 }, 2, 0, whole)).toBeUndefined();
    const span = zoomed({ from: 0, to: 3_000 }, 0.01, 1_000, whole)!;
    expect(span.to - span.from).toBe(2_000);
  });

  it("never loses the tape out of sight", () => {
    const whole = wholeOf(recording);
    fc.assert(
      fc.property(time, fc.integer({ min: -1e7, max: 1e7 }), (from, by) => {
        const span = shifted({ from, to: from + 5_000 }, by, whole);
        expect(span.to).toBeGreaterThan(whole.from);
        expect(span.from).toBeLessThan(whole.to);
        expect(span.to - span.from).toBeCloseTo(5_000);
      }),
    );
  });

  it("turns the page when the play head runs out of sight", () => {
    expect(following({ from: 0, to: 10_000 }, 5_000)).toEqual({ from: 0, to: 10_000 });
    expect(following({ from: 0, to: 10_000 }, 10_500)).toEqual({ from: 9_500, to: 19_500 });
  });
});

describe("the figures below the line", () => {
  it("are round times of the zone, far enough apart", () => {
    const day = Date.UTC(2026, 0, 5);
    const half = 5.5 * hour;
    const times = tickTimes({ from: day, to: day + 4 * hour }, 800, 80, half);
    for (const t of times) expect((t + half) % 1_800_000).toBe(0);
    fc.assert(
      fc.property(
        time,
        fc.integer({ min: 2_000, max: 500_000 }),
        fc.integer({ min: 200, max: 2_000 }),
        (from, wide, px) => {
          const span = { from, to: from + wide };
          const ticks = tickTimes(span, px, 76, 0);
          for (let i = 1; i < ticks.length; i++) {
            expect(toX(ticks[i]!, span, px) - toX(ticks[i - 1]!, span, px)).toBeGreaterThanOrEqual(75.9);
          }
        },
      ),
    );
  });
});
