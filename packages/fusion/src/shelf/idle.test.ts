import { describe, expect, it } from "vitest";
import { learnBlock, learnNoise, learnWander, rest, watch } from "./idle.ts";
import { rowOfPlates } from "./shelf-signal.fixture.ts";
import { createShelfState, Mode, type ShelfState } from "./shelf-state.ts";

/** Two plates at rest at 100 g with a deviation of 1 g, and a hand that writes their ticks. */
function resting(): { state: ShelfState; tick: (at: number, ...values: number[]) => number } {
  const state = createShelfState(rowOfPlates(2));
  for (const plate of [0, 1]) rest(state, plate, 100, 0);
  return {
    state,
    tick(at, ...values) {
      for (const [p, value] of values.entries())
        state.ring[state.ringAt[p]! + (at & 63) * state.ringStride[p]!] = value;
      const stirred = watch(state, 0, 2, at);
      learnBlock(state, 0, 2, at);
      return stirred;
    },
  };
}

describe("a plate that rests", () => {
  it("moves at one tick seven deviations off, either way, and not at less", () => {
    const { state, tick } = resting();
    expect(tick(1, 107, 93)).toBe(0);
    expect(tick(2, 107.2, 100)).toBe(1);
    expect([...state.mode]).toEqual([Mode.Moving, Mode.Idle]);
    expect(tick(3, 100, 92.8)).toBe(2);
    expect(state.mode[1]).toBe(Mode.Moving);
    expect(state.onset[1]).toBe(1);
  });

  it("moves once small differences have summed up, and says since when they did", () => {
    const { state, tick } = resting();
    for (let t = 1; t <= 2; t++) expect(tick(t, 100, 100)).toBe(0);
    // 2 deviations a tick less 0.6 each: the alarm of 9 comes with the seventh.
    for (let t = 3; t <= 8; t++) expect(tick(t, 102, 98)).toBe(0);
    expect(tick(9, 102, 98)).toBe(2);
    expect([...state.onset]).toEqual([3, 3]);
    expect(state.base[0]).toBeCloseTo(100, 5);
  });

  it("does not add up what is within its slack, nor what came to nothing", () => {
    const { state, tick } = resting();
    for (let t = 1; t <= 6; t++) expect(tick(t, 100.6, 99.4)).toBe(0);
    expect([...state.rise, ...state.fall]).toEqual([0, 0, 0, 0]);
    const other = resting();
    other.tick(1, 101, 99);
    expect([...other.state.rise, ...other.state.fall]).toEqual([400, 0, 0, 400]);
    other.tick(2, 100, 100);
    expect([...other.state.rise, ...other.state.fall]).toEqual([0, 0, 0, 0]);
  });

  it("is missing from its first tick without a number", () => {
    const { state, tick } = resting();
    expect(tick(1, Number.NaN, 100)).toBe(1);
    expect([...state.mode]).toEqual([Mode.Missing, Mode.Idle]);
  });

  it("learns level, noise and wander from whole blocks of eight ticks", () => {
    const { state, tick } = resting();
    for (let t = 1; t <= 14; t++) tick(t, t % 2 === 0 ? 100.5 : 99.5, 100.3);
    expect(state.level[1]).toBe(100);
    tick(15, 99.5, 100.3);
    expect(state.level[0]).toBeCloseTo(100, 9);
    expect(state.level[1]).toBeCloseTo(100 + 0.34 * 0.3, 5);
    // Eight ticks were known, eight more were seen.
    expect(state.noise[0]).toBeCloseTo((1 + 0.25) / 2, 5);
    expect(state.noise[1]).toBeCloseTo((1 + 0.09) / 2, 5);
    expect(state.perDeviation[0]).toBeCloseTo(1 / Math.sqrt(0.625), 5);
    expect([...state.wanderSeen]).toEqual([2, 2]);
    for (let t = 16; t <= 23; t++) tick(t, 100, 100.3);
    expect([...state.wanderSeen]).toEqual([3, 3]);
    expect(state.wander[1]).toBeCloseTo(9 + (0.09 - 9) / 3, 5);
    expect([...state.absence]).toEqual([0, 0]);
  });

  it("learns nothing from a block that began before it rested, or has a tick without a number", () => {
    const { state, tick } = resting();
    state.since[0] = 8;
    state.ring[state.ringAt[1]! + 9 * state.ringStride[1]!] = Number.NaN;
    for (let t = 10; t <= 15; t++) tick(t, 100.5, 100.5);
    expect([...state.level]).toEqual([100, 100]);
  });

  it("learns nothing from a block in which it came back from giving no numbers", () => {
    const { state, tick } = resting();
    for (let t = 7; t <= 11; t++) tick(t, 100.5, t < 8 ? 100.5 : Number.NaN);
    state.mode[1] = Mode.Idle;
    for (let t = 12; t <= 15; t++) tick(t, 100.5, 100.5);
    expect([...state.level]).toEqual([100 + 0.34 * 0.5, 100]);
    for (let t = 16; t <= 23; t++) tick(t, 100.5, 100.5);
    expect(state.level[1]).toBeCloseTo(100 + 0.34 * 0.5, 9);
  });
});

describe("what is learned", () => {
  it("gives every tick the same say until 200 are known, and never believes in no noise at all", () => {
    const { state } = resting();
    learnNoise(state, 0, 5, 8);
    expect(state.noise[0]).toBe(3);
    expect(state.noiseSeen[0]).toBe(16);
    for (let k = 0; k < 100; k++) learnNoise(state, 0, 0, 8);
    expect(state.noiseSeen[0]).toBe(200);
    expect(state.noise[0]).toBeCloseTo(0.03, 9);
  });

  it("lets one large difference count as three deviations at most", () => {
    const { state } = resting();
    learnWander(state, 0, 1000);
    expect(state.wander[0]).toBeCloseTo(9 + (82 - 9) / 3, 9);
    learnWander(state, 1, 3);
    expect(state.wander[1]).toBe(9);
    expect([...state.wanderSeen]).toEqual([3, 3]);
  });
});
