import { describe, expect, it } from "vitest";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import { createInteractionStage } from "./interaction-stage.ts";

const nobody = { held: new Map<number, number>() };
const stageOf = () => createInteractionStage(rowOfPlates(4, [120, 77, 545, 240]));

function change(plates: readonly (readonly [plate: number, delta: number])[], at = 1000): WeightChange {
  const parts = plates.map(([plate, delta]) => ({ plate, delta, variance: 1 }));
  return { shelf: 0, plates: parts, from: at - 300, to: at - 100, decidedAt: at };
}

describe("changes that wait for their other half", () => {
  it("are told together when their sum makes sense: a hand that leans before it takes", () => {
    const stage = stageOf();
    expect(stage.next(change([[0, 61]], 1000), nobody)).toEqual([]);
    expect(stage.pending(0)).toBe(700);
    const [told, ...more] = stage.next(change([[0, -181]], 3000), nobody);
    expect(more).toEqual([]);
    expect(told?.hypotheses[0]?.items).toEqual([{ product: 0, count: -1 }]);
    expect(told?.change).toMatchObject({ from: 2700, to: 2900, decidedAt: 3000 });
    expect(told?.change.plates).toEqual([{ plate: 0, delta: -120, variance: 2 }]);
    expect(stage.pending(0)).toBeUndefined();
  });

  it("wait also when they look like something put back where it does not belong", () => {
    const stage = stageOf();
    const context = { held: new Map([[1, 1]]) };
    expect(stage.next(change([[3, 77]], 1000), context)).toEqual([]);
    const told = stage.next(change([[3, -317]], 2500), context);
    expect(told.map((it) => it.hypotheses[0]?.items)).toEqual([[{ product: 3, count: -1 }]]);
  });

  it("are told one by one when their sum makes none", () => {
    const stage = stageOf();
    stage.next(change([[0, 61]], 1000), nobody);
    const told = stage.next(change([[0, -120]], 2000), nobody);
    expect(told.map((it) => it.hypotheses[0]?.items)).toEqual([[], [{ product: 0, count: -1 }]]);
    expect(told.map((it) => it.change.decidedAt)).toEqual([2000, 2000]);
  });

  it("are told as they are after four seconds", () => {
    const stage = stageOf();
    stage.next(change([[0, 61]], 1000), nobody);
    expect(stage.advance(4999)).toEqual([]);
    const [told] = stage.advance(5000);
    expect(told?.hypotheses[0]?.items).toEqual([]);
    expect(told?.change.decidedAt).toBe(5000);
    expect(stage.advance(9000)).toEqual([]);
  });

  it("still join their other half after they were told as nothing: a hand that leans for long", () => {
    const stage = stageOf();
    stage.next(change([[0, 61]], 1000), nobody);
    expect(stage.advance(5000)).toHaveLength(1);
    expect(stage.pending(0)).toBeUndefined();
    const told = stage.next(change([[0, -181]], 9000), nobody);
    expect(told.map((it) => it.hypotheses[0]?.items)).toEqual([[{ product: 0, count: -1 }]]);
    stage.next(change([[0, 61]], 20_000), nobody);
    stage.advance(24_000);
    stage.advance(40_000);
    expect(stage.snapshot().waiting).toEqual([]);
  });

  it("never take a good explanation from a later change", () => {
    const stage = stageOf();
    stage.next(change([[0, 12]], 1000), nobody);
    stage.advance(5000);
    const [told] = stage.next(change([[0, -120]], 9000), nobody);
    expect(told?.change.plates).toEqual([{ plate: 0, delta: -120, variance: 1 }]);
  });

  it("are bounded in number", () => {
    const stage = createInteractionStage(
      rowOfPlates(
        200,
        Array.from({ length: 200 }, () => 500),
      ),
    );
    const told = Array.from({ length: 200 }, (_, p) =>
      stage.next(change([[p, (p % 2 ? 61 : 1200) + p]], 1000 + p), nobody),
    );
    expect(stage.snapshot().waiting.length).toBeLessThanOrEqual(64);
    expect(told.flat().length + stage.snapshot().waiting.filter((it) => !it.told).length).toBeGreaterThan(64);
  });

  it("do not wait for changes elsewhere on the shelf", () => {
    const stage = stageOf();
    stage.next(change([[0, 61]], 1000), nobody);
    const told = stage.next(change([[3, -240]], 2000), nobody);
    expect(told.map((it) => it.hypotheses[0]?.items)).toEqual([[{ product: 3, count: -1 }]]);
    expect(stage.pending(0)).toBe(700);
  });

  it("are kept by a snapshot", () => {
    const stage = stageOf();
    stage.next(change([[0, 61]], 1000), nobody);
    const other = stageOf();
    other.restore(stage.snapshot());
    const second = change([[0, -181]], 3000);
    expect(other.next(second, nobody)).toEqual(stage.next(second, nobody));
  });
});

describe("two people who reach next to each other at once", () => {
  it("are told apart where each took something from a plate of its own", () => {
    const both: [number, number][] = [
      [2, -545],
      [3, -240],
    ];
    const told = stageOf().next(change(both), nobody);
    const found = told.map((it) => [it.change.plates.map((part) => part.plate), it.hypotheses[0]?.items]);
    expect(found).toHaveLength(2);
    expect(found).toContainEqual([[2], [{ product: 2, count: -1 }]]);
    expect(found).toContainEqual([[3], [{ product: 3, count: -1 }]]);
  });

  it("are one when one thing lay across both plates", () => {
    const across: [number, number][] = [
      [2, -300],
      [3, -245],
    ];
    expect(stageOf().next(change(across), nobody)).toHaveLength(1);
  });
});

describe("a catalogue that is wrong", () => {
  it("is corrected by what is taken", () => {
    const stage = stageOf();
    for (let k = 0; k < 12; k++) stage.next(change([[2, -560]], 1000 * k), nobody);
    expect(stage.snapshot().weights.grams[2]).toBeGreaterThan(555);
    expect(stage.snapshot().weights.grams[0]).toBe(120);
  });
});
