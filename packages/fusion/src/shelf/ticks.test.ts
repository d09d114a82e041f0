import { PlateFlag } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { createRooms } from "./rooms.ts";
import { rowOfPlates } from "./shelf-signal.fixture.ts";
import { createShelfStage } from "./shelf-stage.ts";
import { createShelfState, Mode } from "./shelf-state.ts";
import { addSample, closeTick, fillTick } from "./ticks.ts";

const model = rowOfPlates(2);
const open = () => ({ state: createShelfState(model), room: createRooms(model)[0]! });
/** The second tick of both plates: the first row of the ring belongs to tick 0. */
const firstTick = (ring: Float32Array): number[] => [...ring.subarray(2, 4)];

describe("a tick", () => {
  it("is its one sample, which may begin anywhere in a batch", () => {
    const { state, room } = open();
    closeTick(state, room, Float32Array.of(1, 2, 30, 40), 2);
    expect(firstTick(state.ring)).toEqual([30, 40]);
  });

  it("is the mean of its samples, the last of which ends it", () => {
    const { state, room } = open();
    const grams = Float32Array.of(10, 20, 13, 26, 16, 50);
    addSample(state, room, grams, 0);
    addSample(state, room, grams, 2);
    closeTick(state, room, grams, 4);
    expect(firstTick(state.ring)).toEqual([13, 32]);
    closeTick(state, room, grams, 0);
    expect([...state.ring.subarray(4, 6)]).toEqual([10, 20]);
  });

  it("has no number where a converter gave none or an infinite one, in one sample or in one of several", () => {
    const { state, room } = open();
    const broken = Float32Array.of(Number.NaN, Number.NEGATIVE_INFINITY);
    closeTick(state, room, broken, 0);
    expect(firstTick(state.ring)).toEqual([Number.NaN, Number.NaN]);
    const other = open();
    addSample(other.state, other.room, broken, 0);
    closeTick(other.state, other.room, Float32Array.of(1, 2), 0);
    expect(firstTick(other.state.ring)).toEqual([Number.NaN, Number.NaN]);
  });

  it("has no number of a plate that calls itself unusable", () => {
    const { state, room } = open();
    closeTick(state, room, Float32Array.of(1, 2), 0, Uint8Array.of(0, PlateFlag.Fault));
    expect(firstTick(state.ring)).toEqual([1, Number.NaN]);
    closeTick(state, room, Float32Array.of(3, 4), 0);
    expect([...state.ring.subarray(4, 6)]).toEqual([3, 4]);
  });

  it("says how far the plates that rest are off their levels, and leaves out those that do not", () => {
    const { state, room } = open();
    state.mode[0] = Mode.Idle;
    state.level[0] = 10;
    const all = { n: 9, sum: 9, squares: 9 };
    fillTick(state, room, 1, Float32Array.of(13, 50), 0, all);
    expect(all).toEqual({ n: 1, sum: 3, squares: 9 });
  });

  it("goes without a plate that was tared in the middle of it, and without none that was tared before", () => {
    const stage = createShelfStage(model);
    stage.observe(0, 1000, 20, 1, 2, Float32Array.of(1, 2));
    stage.rebaselined(0, [1]);
    stage.observe(0, 1020, 20, 2, 2, Float32Array.of(1, 2, 1, 2));
    expect(firstTick(stage.snapshot().ring)).toEqual([1, Number.NaN]);
    const other = createShelfStage(model);
    other.rebaselined(0, [1]);
    other.observe(0, 1000, 50, 1, 2, Float32Array.of(1, 2));
    expect(firstTick(other.snapshot().ring)).toEqual([1, 2]);
  });
});
