import { isAisleError } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { feed, makeSignal, rounded, rowOfPlates, start } from "./shelf-signal.fixture.ts";
import { createShelfStage } from "./shelf-stage.ts";

const steps = [
  { at: 3000, plate: 1, grams: -120 },
  { at: 3020, plate: 2, grams: -60 },
  { at: 4400, plate: 0, grams: 45 },
];
const signal = makeSignal({ plates: 4, seconds: 7, noise: 1, steps });
const stageOf = (plates = 4) => createShelfStage(rowOfPlates(plates));
const expected = feed(stageOf(), signal);

describe("readings that are not as they should be", () => {
  it("gives the same changes whatever the size of the batches", () => {
    expect(expected).toHaveLength(2);
    for (const batch of [1, 3, 8, 12]) expect(feed(stageOf(), signal, { batch })).toEqual(expected);
  });

  it("counts a batch that comes twice only once", () => {
    const stage = stageOf();
    const changes = [];
    for (let k = 0; k < signal.samples; k += 4) {
      changes.push(...feed(stage, signal, { from: k, to: Math.min(signal.samples, k + 4) }));
      expect(feed(stage, signal, { from: k, to: Math.min(signal.samples, k + 4) })).toEqual([]);
    }
    expect(changes).toEqual(expected);
  });

  it("leaves out batches that come too late, and believes a clock that was set back", () => {
    const stage = stageOf();
    feed(stage, signal);
    expect(feed(stage, signal, { from: 0, to: 40 })).toEqual([]);
    const later = makeSignal({ plates: 4, seconds: 10, steps: [{ at: 8000, plate: 3, grams: -90 }], seed: 5 });
    const early = {
      ...later,
      grams: later.grams.map((grams, k) => grams + (signal.grams.at((k % 4) - 4) ?? 0) - 1000 - 100 * (k % 4)),
    };
    expect(feed(stage, early, { batch: 4 }).map(rounded)).toEqual([[[3, -90]]]);
  });

  it("tells by the weight before and after what happened while the controller was away", () => {
    const stage = stageOf();
    const before = feed(stage, signal, { to: 150 });
    expect(before).toEqual([]);
    const after = feed(stage, signal, { from: 230 });
    expect(after.map(rounded)).toEqual(expected.map(rounded));
    expect(after[0]?.from).toBeLessThan(start + 2600);
    // Nobody knows how it went meanwhile.
    expect(after[0]).not.toHaveProperty("steps");
    expect(after[0]).not.toHaveProperty("curve");
  });

  it("takes a controller that was switched off and on for one, not for a robbery", () => {
    const stage = stageOf(8);
    const quiet = makeSignal({ plates: 8, seconds: 6 });
    feed(stage, quiet, { to: 180 });
    const zeroed = { ...quiet, grams: quiet.grams.map((grams, k) => grams - 1000 - 100 * (k % 8)) };
    expect(stage.lost(0)).toBeUndefined();
    expect(feed(stage, zeroed, { from: 240 })).toEqual([]);
    const { from, to } = stage.lost(0) ?? expect.fail("nothing was lost");
    expect([from, to].map((at) => Math.round((at - start) / 100))).toEqual([29, 40]);
    expect(stage.heardAt(0)).toBeGreaterThan(to);
  });

  it("takes a shelf that drifted while it was away, or shakes when it is back, for the same", () => {
    const stage = stageOf(8);
    const quiet = makeSignal({ plates: 8, seconds: 6 });
    feed(stage, quiet, { to: 180 });
    const moved = { ...quiet, grams: quiet.grams.map((grams, k) => grams + 3 - (k % 8 === 5 ? 300 : 0)) };
    expect(feed(stage, moved, { from: 240 }).map(rounded)).toEqual([[[5, -300]]]);
    expect(stage.lost(0)).toBeUndefined();
  });

  it("decides for a shelf that fell silent, and waits no longer for a movement that never ends", () => {
    const stage = stageOf();
    feed(stage, signal, { to: 196 });
    expect(stage.pending(0)).toBeGreaterThan(start + 2500);
    expect(stage.advance(start + 4000)).toEqual([]);
    expect(stage.pending(0)).toBeDefined();
    stage.advance(start + 10_000);
    expect(stage.pending(0)).toBeUndefined();
  });

  it("never takes a tare for a pick, whether it is told before or after the values jump", () => {
    const quiet = makeSignal({ plates: 3, seconds: 6 });
    const tared = {
      ...quiet,
      grams: quiet.grams.map((grams, k) => (k >= 180 * 3 && k % 3 === 1 ? grams - 800 : grams)),
    };
    for (const told of [176, 188]) {
      const stage = stageOf(3);
      feed(stage, tared, { to: told });
      stage.rebaselined(0, [1]);
      expect(stage.pending(0)).toBeUndefined();
      expect(feed(stage, tared, { from: told })).toEqual([]);
    }
    expect(feed(stageOf(3), tared).map(rounded)).toEqual([[[1, -801]]]);
  });

  it("does not use plates that call themselves faulty", () => {
    const stage = stageOf();
    const flags = Uint8Array.of(1, 8, 1, 1);
    const changes = stage.observe(0, start, signal.dt, signal.samples, 4, signal.grams, flags);
    expect(changes.map(rounded)).toEqual([[[2, -60]], [[0, 45]]]);
  });

  it("takes an infinite value for none", () => {
    const spoilt = { ...signal, grams: signal.grams.slice() };
    for (let k = 0; k < signal.samples; k += 7) spoilt.grams[k * 4 + 1] = Number.POSITIVE_INFINITY;
    expect(feed(stageOf(), spoilt).map(rounded)).toEqual(expected.map(rounded));
  });

  it("says which plates are blind, and since when", () => {
    const stage = stageOf();
    const dying = { ...signal, grams: signal.grams.map((grams, k) => (k >= 400 && k % 4 === 1 ? Number.NaN : grams)) };
    feed(stage, dying, { to: 160 });
    expect(stage.blind()).toEqual([]);
    feed(stage, dying, { from: 160, to: 200 });
    expect(stage.blind()).toEqual([{ shelf: 0, plate: 1, since: expect.closeTo(start + 1600, -2) as number }]);
    feed(stage, signal, { from: 200, to: 204 });
    expect(stage.blind()).toEqual([]);
  });

  it("goes on with a movement in which a few samples were no numbers", () => {
    const spotted = { ...signal, grams: signal.grams.slice() };
    for (let k = 0; k < signal.samples; k += 11) spotted.grams[k * 4 + 2] = Number.NaN;
    const [change] = feed(stageOf(), spotted);
    expect(rounded(change)).toEqual(rounded(expected[0]));
    expect(Math.abs((change?.decidedAt ?? 0) - (expected[0]?.decidedAt ?? 0))).toBeLessThan(200);
  });

  it("refuses a batch that does not fit the store, and says what was expected", () => {
    const stage = stageOf();
    const refusal = (() => {
      try {
        return stage.observe(0, start, 20, 1, 3, new Float32Array(3));
      } catch (error) {
        return error;
      }
    })();
    expect(isAisleError(refusal) && refusal.code).toBe("fusion.shelf-plates");
    expect(isAisleError(refusal) && refusal.message).toContain("4 plates");
    expect(() => stage.observe(0, Number.NaN, 20, 1, 4, new Float32Array(4))).toThrow("at NaN");
    expect(() => stage.observe(7, start, 20, 1, 4, new Float32Array(4))).toThrow("no shelf 7");
  });
});

describe("a snapshot", () => {
  it("goes on exactly as if nothing had happened, from any moment", () => {
    for (const cut of [10, 100, 185, 192, 204, 270]) {
      const stage = stageOf();
      const before = feed(stage, signal, { to: cut });
      const state = structuredClone(stage.snapshot());
      feed(stage, signal, { from: cut });
      const other = stageOf();
      other.restore(state);
      expect([...before, ...feed(other, signal, { from: cut })]).toEqual(feed(stageOf(), signal, { batch: 4 }));
    }
  });
});
