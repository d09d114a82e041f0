import { isAisleError } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { feed, makeSignal, rowOfPlates, start } from "./shelf-signal.fixture.ts";
import { createShelfStage } from "./shelf-stage.ts";

const still = (samples: number, plates = 2): Float32Array => new Float32Array(samples * plates).fill(1000);

describe("a batch that cannot be", () => {
  const stage = createShelfStage(rowOfPlates(2));
  const refusal = (...[shelf, at, dt, samples, plates, length]: readonly number[]): unknown[] => {
    try {
      stage.observe(shelf!, at!, dt!, samples!, plates!, new Float32Array(length!));
    } catch (error) {
      if (!isAisleError(error)) throw error;
      return [error.code, error.category, (error.remedy ?? "").length > 20, error.message];
    }
    return [];
  };

  it("is refused with what it was, what there is, and what to do", () => {
    expect(refusal(1, start, 10, 1, 2, 2)).toEqual([
      ...["fusion.shelf-unknown", "input", true, "there is no shelf 1: the store model has 1"],
    ]);
    const plates = "shelf g1 gave 2 × 3 values in an array of 6, but the store model gives it 2 plates";
    expect(refusal(0, start, 10, 2, 3, 6)).toEqual(["fusion.shelf-plates", "input", true, plates]);
    expect(refusal(0, start, 10, 2, 2, 3).slice(0, 3)).toEqual(["fusion.shelf-plates", "input", true]);
    const time = `shelf g1 gave a batch at ${start} with -1 ms between samples`;
    expect(refusal(0, start, -1, 1, 2, 2)).toEqual(["fusion.shelf-time", "input", true, time]);
  });

  it("is one at no time, or whose samples are no time apart that there is", () => {
    const codes = [
      refusal(0, Number.NaN, 10, 1, 2, 2),
      refusal(0, Number.POSITIVE_INFINITY, 10, 1, 2, 2),
      refusal(0, start, Number.NaN, 1, 2, 2),
      refusal(0, start, Number.POSITIVE_INFINITY, 1, 2, 2),
    ].map(([code]) => code);
    expect(new Set(codes)).toEqual(new Set(["fusion.shelf-time"]));
    expect([refusal(0, start, 0, 1, 2, 2), refusal(0, start + 10, 10, 2, 2, 5)]).toEqual([[], []]);
  });
});

describe("batches that are older than what is known", () => {
  it("are left out 49 times; with the fiftieth in a row the clock was set back, and the shelf goes on from its end", () => {
    const stage = createShelfStage(rowOfPlates(2));
    const observe = (at: number): number[] => {
      stage.observe(0, at, 10, 3, 2, still(3));
      const { late, sampledAt } = stage.snapshot();
      return [late[0]!, sampledAt[0]! - start];
    };
    expect(observe(start)).toEqual([0, 20]);
    for (let n = 1; n <= 30; n++) expect(observe(start - 5000)).toEqual([n, 20]);
    expect(observe(start + 30)).toEqual([0, 50]);
    for (let n = 1; n <= 49; n++) expect(observe(start - 5000)).toEqual([n, 50]);
    expect(observe(start - 5000)).toEqual([0, -4980]);
    expect(observe(start - 4970)).toEqual([0, -4950]);
  });
});

describe("a shelf that falls silent in the middle of a movement", () => {
  /** A hand shakes the plate from 3 s on, and the readings end. */
  const shaken = () => {
    const stage = createShelfStage(rowOfPlates(2));
    const steps = Array.from({ length: 40 }, (_, k) => ({
      at: 3000 + 50 * k,
      plate: 0,
      grams: k % 2 === 0 ? 300 : -300,
    }));
    feed(stage, makeSignal({ plates: 2, seconds: 3.6, steps }));
    return { stage, end: stage.snapshot().sampledAt[0]! };
  };

  it("is waited for as long as 5 s, and nothing is decided in its first second", () => {
    const { stage, end } = shaken();
    const since = stage.pending(0);
    expect(since).toBeGreaterThan(start + 2800);
    const before = stage.snapshot();
    expect(stage.advance(end + 1000)).toEqual([]);
    expect(stage.snapshot()).toEqual(before);
    for (const ms of [1001, 5000]) {
      stage.advance(end + ms);
      expect(stage.pending(0)).toBe(since);
    }
    stage.advance(end + 5001);
    expect(stage.pending(0)).toBeUndefined();
  });
});

describe("plates that the shelf does not have", () => {
  const both = rowOfPlates(2);
  const model = { ...both, shelves: [both.shelves[0]!, { ...both.shelves[0]!, id: "g2" }] };

  it("are not blind, whatever the next shelf's are", () => {
    const stage = createShelfStage(model);
    for (let k = 0; k < 100; k++) {
      stage.observe(0, start + 50 * k, 50, 1, 2, still(1));
      stage.observe(1, start + 50 * k, 50, 1, 2, Float32Array.from([Number.NaN, 1000]));
    }
    expect(stage.blind()).toMatchObject([{ shelf: 1, plate: 0 }]);
    expect(stage.blind()[0]!.since).toBeLessThan(start + 1000);
  });

  it("are tared without effect, and those it has one by one", () => {
    const stage = createShelfStage(model);
    for (let k = 0; k < 200; k++) for (const shelf of [0, 1]) stage.observe(shelf, start + 50 * k, 50, 1, 2, still(1));
    const before = stage.snapshot();
    stage.rebaselined(0, [-1, 2]);
    expect(stage.snapshot()).toEqual(before);
    const modes = (): number[] => [...stage.snapshot().mode];
    const rested = modes();
    stage.rebaselined(0, [0]);
    expect(modes().map((mode, k) => mode !== rested[k])).toEqual([true, false, false, false]);
    stage.rebaselined(1, [1]);
    expect(modes().map((mode, k) => mode !== rested[k])).toEqual([true, false, false, true]);
  });
});

it("what several ticks of one batch decide is told together, oldest first", () => {
  const steps = [
    { at: 3000, plate: 0, grams: -120 },
    { at: 5500, plate: 3, grams: -200 },
  ];
  const signal = makeSignal({ plates: 4, seconds: 8, steps });
  const one = createShelfStage(rowOfPlates(4));
  const changes = one.observe(0, start, signal.dt, signal.samples, 4, signal.grams);
  expect(changes.map(({ plates }) => plates[0]?.plate)).toEqual([0, 3]);
  const [first, second] = changes;
  expect(first!.decidedAt).toBeLessThan(second!.decidedAt);
});
