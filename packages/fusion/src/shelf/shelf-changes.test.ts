import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { feed, makeSignal, rounded, rowOfPlates, start } from "./shelf-signal.fixture.ts";
import { createShelfStage } from "./shelf-stage.ts";

const stageOf = (plates: number) => createShelfStage(rowOfPlates(plates));

describe("lasting changes of load", () => {
  it("says nothing while nothing is moved", () => {
    expect(feed(stageOf(6), makeSignal({ plates: 6, seconds: 30, noise: 2 }))).toEqual([]);
  });

  it("tells a thing that was taken, with its grams, its time and its plate", () => {
    const changes = feed(
      stageOf(4),
      makeSignal({ plates: 4, seconds: 5, steps: [{ at: 3000, plate: 2, grams: -330 }] }),
    );
    expect(changes).toHaveLength(1);
    const [change] = changes;
    expect(change?.plates.map((it) => it.plate)).toEqual([2]);
    expect(Math.abs((change?.plates[0]?.delta ?? 0) + 330)).toBeLessThan(2);
    expect(change?.from).toBeGreaterThan(start + 2850);
    expect(change?.from).toBeLessThan(start + 3060);
    expect(change?.to).toBeGreaterThan(start + 3100);
    expect(change?.decidedAt).toBeLessThan(start + 3150 + 600);
  });

  it("finds any step of more than a few grams within its own error, on any plate", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 12, max: 1500 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 4000, max: 4900 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (grams, returned, plate, at, seed) => {
          const steps = [{ at, plate, grams: returned ? grams : -grams }];
          const changes = feed(stageOf(5), makeSignal({ plates: 5, seconds: 6.5, steps, seed }));
          const [change] = changes;
          const part = change?.plates[0];
          expect(changes).toHaveLength(1);
          expect(part?.plate).toBe(plate);
          const error = Math.abs((part?.delta ?? 0) - (returned ? grams : -grams));
          expect(error).toBeLessThan(5 * Math.sqrt(part?.variance ?? 0));
        },
      ),
      { numRuns: 60, seed: 20_200_128 },
    );
  });

  it("works from the first seconds on, before a plate is known", () => {
    const changes = feed(
      stageOf(3),
      makeSignal({ plates: 3, seconds: 3, steps: [{ at: 1000, plate: 0, grams: -45 }] }),
    );
    expect(changes.map(rounded)).toEqual([[[0, -45]]]);
  });

  it("works on plates that never move at all, to the last digit", () => {
    const stage = createShelfStage(rowOfPlates(3, [6, 6, 6]));
    const signal = makeSignal({ plates: 3, seconds: 9, noise: 0, steps: [{ at: 7000, plate: 1, grams: -6 }] });
    expect(feed(stage, signal).map(rounded)).toEqual([[[1, -6]]]);
  });

  it("works at 20 samples a second as well", () => {
    const signal = makeSignal({ plates: 3, seconds: 6, rateHz: 20, steps: [{ at: 4000, plate: 1, grams: -60 }] });
    expect(feed(stageOf(3), signal).map(rounded)).toEqual([[[1, -60]]]);
  });

  it("is not misled by footsteps that shake the whole shelf", () => {
    const shake = { from: 2000, to: 6000, grams: 15 };
    expect(feed(stageOf(8), makeSignal({ plates: 8, seconds: 8, shake }))).toEqual([]);
    const steps = [{ at: 4000, plate: 3, grams: -150 }];
    const changes = feed(stageOf(8), makeSignal({ plates: 8, seconds: 8, shake, steps }));
    expect(changes).toHaveLength(1);
    expect(changes[0]?.plates[0]?.plate).toBe(3);
    expect(Math.abs((changes[0]?.plates[0]?.delta ?? 0) + 150)).toBeLessThan(10);
  });

  it("leaves out a hand that presses before it takes, and one that only touches", () => {
    const press = { grams: 60, ms: 250 };
    const taken = makeSignal({ plates: 3, seconds: 5, steps: [{ at: 3000, plate: 1, grams: -90, press }] });
    expect(feed(stageOf(3), taken).map(rounded)).toEqual([[[1, -90]]]);
    const touched = makeSignal({ plates: 3, seconds: 5, steps: [{ at: 3000, plate: 1, grams: 0, press }] });
    expect(feed(stageOf(3), touched)).toEqual([]);
  });

  it("tells what a hand that leans for seconds leaves behind, not the leaning", () => {
    const signal = makeSignal({ plates: 3, seconds: 8, steps: [{ at: 5000, plate: 1, grams: -60 }] });
    for (let k = 0; k < signal.samples; k++) {
      const t = k * signal.dt;
      if (t < 2500 || t > 5100) continue;
      const index = 3 * k + 1;
      signal.grams[index] = signal.grams[index]! + 80 * Math.sin((Math.PI * (t - 2500)) / 2600);
    }
    expect(feed(stageOf(3), signal).map(rounded)).toEqual([[[1, -60]]]);
  });

  it("tells a fall sooner than a rise, which may be a hand", () => {
    const lateness = (grams: number): number => {
      const signal = makeSignal({ plates: 3, seconds: 6, steps: [{ at: 4000, plate: 1, grams }] });
      const [change] = feed(stageOf(3), signal);
      return (change?.decidedAt ?? Number.NaN) - start - 4150;
    };
    expect(lateness(-90)).toBeLessThan(360);
    expect(lateness(90)).toBeGreaterThan(560);
    expect(lateness(90)).toBeLessThan(660);
    expect(lateness(150)).toBeLessThan(460);
    expect(lateness(150)).toBeGreaterThan(380);
  });

  it("says nothing of a hand that rests on a plate for half a second", () => {
    const press = { grams: 45, ms: 550 };
    const touched = makeSignal({ plates: 3, seconds: 6, steps: [{ at: 4000, plate: 1, grams: 0, press }] });
    expect(feed(stageOf(3), touched)).toEqual([]);
  });

  it("says in which steps a change came, and shows how the load went", () => {
    const steps = [
      { at: 3000, plate: 1, grams: -300 },
      { at: 3330, plate: 1, grams: -300 },
    ];
    const changes = feed(stageOf(3), makeSignal({ plates: 3, seconds: 5, steps }));
    expect(changes).toHaveLength(1);
    const [change] = changes;
    expect(change?.steps?.map(({ delta }) => Math.round(delta / 20) * 20)).toEqual([-300, -300]);
    for (const [k, at] of [3075, 3405].entries())
      expect(Math.abs((change?.steps?.[k]?.at ?? 0) - start - at)).toBeLessThan(40);
    const { at = 0, dt = 0, grams = [] } = change?.curve ?? {};
    expect(at).toBeLessThan(start + 2950);
    expect(Math.abs(dt - 48)).toBeLessThan(4);
    expect(at + dt * (grams.length - 1)).toBeCloseTo(change?.decidedAt ?? 0, 0);
    expect(Math.abs(grams[0] ?? 9)).toBeLessThan(2);
    expect(Math.abs((grams.at(-1) ?? 0) + 600)).toBeLessThan(3);
  });

  it("absorbs slow drift", () => {
    const signal = makeSignal({ plates: 2, seconds: 60 });
    for (let k = 0; k < signal.samples; k++) {
      signal.grams[2 * k] = (signal.grams[2 * k] ?? 0) + (k * signal.dt) / 1000;
    }
    expect(feed(stageOf(2), signal)).toEqual([]);
  });
});
