import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeSignal, rowOfPlates, start } from "./shelf-signal.fixture.ts";
import { createShelfStage, type ShelfStage } from "./shelf-stage.ts";
import type { WeightChange } from "./weight-change.ts";

const steps = [
  { at: 2000, plate: 1, grams: -120 },
  { at: 3200, plate: 0, grams: 90 },
  { at: 3500, plate: 2, grams: -60 },
];
const signal = makeSignal({ plates: 3, seconds: 6, rateHz: 20, noise: 1, steps });
const each = 4;
const batches = signal.samples / each;
const endOf = (k: number): number => ((k + 1) * each - 1) * signal.dt;

/** The shelf is not the only one. */
const shelf = 1;
const row = rowOfPlates(3, [], 20);
const model = { ...row, shelves: [...rowOfPlates(5).shelves, ...row.shelves] };
const stageOf = () => createShelfStage(model);

/** Tells one batch; puts what it decides into `told`, revisions in the place of what they revise. */
function tell(stage: ShelfStage, k: number, told?: WeightChange[]): void {
  const changes = observe(stage, k);
  const revised = stage.revised();
  if (told === undefined) return;
  told.push(...changes);
  for (const { told: before, now } of revised) {
    const at = told.findIndex(
      ({ decidedAt, plates }) => decidedAt === before.decidedAt && plates[0]!.plate === before.plates[0]!.plate,
    );
    expect(at).toBeGreaterThanOrEqual(0);
    told.splice(at, 1, ...(now === undefined ? [] : [now]));
  }
  told.sort((a, b) => a.from - b.from);
}

/** Tells all batches, some of them so many ms late. */
function tellAll(late: ReadonlyMap<number, number> = new Map()) {
  const arrivals = Array.from({ length: batches }, (_, k) => ({ k, at: endOf(k) + (late.get(k) ?? 0) }));
  arrivals.sort((a, b) => a.at - b.at || a.k - b.k);
  const stage = stageOf();
  const told: WeightChange[] = [];
  for (const { k } of arrivals) tell(stage, k, told);
  return { told, state: { ...stage.snapshot(), holes: [], late: [] } };
}

const onTime = tellAll();

describe("a batch that comes after newer ones", () => {
  it("up to 2 s late makes no difference in the end: the same changes, and the same state", () => {
    expect(onTime.told).toHaveLength(3);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("7", "9", "10", "11", "15", "16", "18", "20"), fc.nat(1500)),
        (late) => {
          expect(tellAll(new Map(Object.entries(late).map(([k, ms]) => [Number(k), ms])))).toEqual(onTime);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("revises what was decided without it", () => {
    const stage = stageOf();
    const missing = [9, 10, 11];
    const told: WeightChange[] = [];
    for (let k = 0; k < 18; k++) if (!missing.includes(k)) told.push(...observe(stage, k));
    expect(told).toHaveLength(1);
    expect(stage.revised()).toEqual([]);
    observe(stage, 10);
    const [revised, ...more] = stage.revised();
    expect(more).toEqual([]);
    expect(revised?.told).toEqual(told[0]);
    expect(revised?.now?.plates[0]?.plate).toBe(1);
    expect(revised?.now?.from).toBeGreaterThan(told[0]!.from);
    expect(stage.revised()).toEqual([]);
  });

  it("is left out where what it says is known", () => {
    const stage = stageOf();
    for (let k = 0; k < 16; k++) if (k !== 12) tell(stage, k);
    tell(stage, 12);
    const before = stage.snapshot();
    for (const k of [12, 14, 11, 3]) tell(stage, k);
    expect({ ...stage.snapshot(), late: [] }).toEqual({ ...before, late: [] });
  });

  it("is left out more than 2 s after the last reading before it", () => {
    const reach = (last: number): boolean => {
      const stage = stageOf();
      for (let k = 0; k <= last; k++) if (k !== 5) tell(stage, k);
      const before = stage.snapshot();
      tell(stage, 5);
      return stage.snapshot().ticks[shelf] !== before.ticks[shelf];
    };
    // The last sample before it is at 950 ms; a batch at 2800 ms is the last within 2 s of it.
    expect(reach(14)).toBe(true);
    expect(reach(15)).toBe(false);
  });

  it("is left out where what was told since must not be told otherwise", () => {
    const stage = createShelfStage(model, () => false);
    const told = Array.from({ length: 18 }, (_, k) => (k === 10 ? [] : observe(stage, k))).flat();
    expect(told).toHaveLength(1);
    const before = stage.snapshot();
    expect(observe(stage, 10)).toEqual([]);
    expect(stage.revised()).toEqual([]);
    expect({ ...stage.snapshot(), late: [] }).toEqual({ ...before, late: [] });
  });

  it("fills no hole that was there before a tare", () => {
    const stage = stageOf();
    for (let k = 0; k < 16; k++) if (k !== 12) tell(stage, k);
    stage.rebaselined(shelf, [0]);
    const before = stage.snapshot();
    tell(stage, 12);
    expect(stage.snapshot().ticks).toEqual(before.ticks);
  });

  it("fills its hole after a snapshot too", () => {
    const stage = stageOf();
    for (let k = 0; k < 16; k++) if (k !== 10) tell(stage, k);
    const other = stageOf();
    other.restore(stage.snapshot());
    expect(observe(other, 10)).toEqual(observe(stage, 10));
    expect(other.revised()).toEqual(stage.revised());
    expect(other.snapshot()).toEqual(stage.snapshot());
  });
});

function observe(stage: ShelfStage, k: number): readonly WeightChange[] {
  const grams = signal.grams.slice(k * each * 3, (k + 1) * each * 3);
  return stage.observe(shelf, start + k * each * signal.dt, signal.dt, each, 3, grams);
}
