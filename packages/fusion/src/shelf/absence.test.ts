import { beforeEach, describe, expect, it } from "vitest";
import { forget, judgeReturn, returnFromAbsence, widen } from "./absence.ts";
import type { ShelfRoom } from "./grouping.ts";
import { createRooms } from "./rooms.ts";
import { rowOfPlates } from "./shelf-signal.fixture.ts";
import { createShelfState, Mode, type ShelfState } from "./shelf-state.ts";

/** A second shelf of ten plates, all at rest, at tick 100. */
const model = { ...rowOfPlates(3), shelves: [...rowOfPlates(3).shelves, ...rowOfPlates(10).shelves] };
const room: ShelfRoom = createRooms(model)[1]!;
const i = room.offset + 4;
let state: ShelfState;

beforeEach(() => {
  state = createShelfState(model);
  state.ticks.set([7, 100]);
  state.mode.fill(Mode.Idle);
  state.absence.fill(1);
  state.since.fill(50);
  state.base.fill(500);
  state.sum.fill(9);
});

const put = (plate: number, tick: number, value: number) => {
  const at = room.offset + plate;
  state.ring[state.ringAt[at]! + (tick & 63) * state.ringStride[at]!] = value;
};

describe("a plate whose level means nothing any more", () => {
  it("starts anew with the next tick, and leaves the others alone", () => {
    state.samples[room.shelf] = 1;
    forget(state, room, 4);
    expect([state.mode[i], state.onset[i], state.since[i], state.absence[i]]).toEqual([Mode.Unknown, 101, 101, 0]);
    expect([state.base[i], state.sum[i]]).toEqual([Number.NaN, Number.NaN]);
    expect([state.mode[i + 1], state.since[i + 1], state.base[i + 1], state.sum[i + 1]]).toEqual([
      Mode.Idle,
      50,
      500,
      9,
    ]);
  });

  it("between two ticks spoils neither", () => {
    state.samples[room.shelf] = 0;
    forget(state, room, 4);
    expect(state.sum[i]).not.toBeNaN();
  });
});

describe("a plate that was away", () => {
  it("is less sure of its level by half a square gram a second", () => {
    widen(state, room, 4, 3000);
    expect(state.absence[i]).toBe(1 + 1.5);
    expect([state.mode[i], state.since[i]]).toEqual([Mode.Idle, 50]);
  });

  it("is forgotten after more than ten minutes", () => {
    widen(state, room, 4, 600_000);
    expect(state.mode[i]).toBe(Mode.Idle);
    expect(state.absence[i]).toBe(301);
    widen(state, room, 4, 600_001);
    expect(state.mode[i]).toBe(Mode.Unknown);
    expect(state.absence[i]).toBe(0);
  });

  it("does not mix what it half measured with what comes now, after more than 150 ms", () => {
    for (const [mode, away, since] of [
      [Mode.Moving, 151, 101],
      [Mode.Moving, 150, 50],
      [Mode.Unknown, 151, 101],
      [Mode.Settled, 151, 50],
      [Mode.Idle, 151, 50],
    ] as const) {
      state.mode[i] = mode;
      state.since[i] = 50;
      widen(state, room, 4, away);
      expect(state.since[i]).toBe(since);
    }
  });
});

describe("a shelf that was away", () => {
  it("begins a new tick, and each of its plates is less sure", () => {
    state.tickStart.fill(5);
    state.samples.fill(2);
    state.sampledAt.fill(7);
    returnFromAbsence(state, room, 2000);
    expect([...state.awaySince]).toEqual([Number.NaN, 7]);
    expect([...state.tickStart]).toEqual([5, Number.NaN]);
    expect([...state.samples]).toEqual([2, 0]);
    expect([...state.returnTick]).toEqual([0, 101]);
    expect([...state.sum]).toEqual([9, 9, 9, ...Array<number>(10).fill(0)]);
    expect([...state.absence]).toEqual([1, 1, 1, ...Array<number>(10).fill(2)]);
  });

  it("was switched off and on if six in ten of its plates moved by more than 10 g, and five at least, three ticks later", () => {
    const judged = (moving: number, dead: number, tick = 104, grams = 10.1) => {
      state.returnTick[1] = 101;
      state.sampledAt[1] = 9000;
      state.lostUntil[1] = Number.NaN;
      for (let p = 0; p < 10; p++) {
        state.mode[room.offset + p] = p < moving ? Mode.Moving : Mode.Idle;
        state.base[room.offset + p] = 500;
        for (let t = 101; t <= 104; t++) put(p, t, p >= 10 - dead && t === tick ? Number.NaN : 500 - grams);
      }
      judgeReturn(state, room, tick);
      return state.mode.filter((mode) => mode === Mode.Unknown).length;
    };
    expect(judged(6, 0)).toBe(10);
    expect(state.lostUntil[1]).toBe(9000);
    expect(judged(6, 0, 104, -10.1)).toBe(10);
    // What drifted meanwhile, or shakes just now, is less.
    expect(judged(10, 0, 104, 10)).toBe(0);
    expect(state.lostUntil[1]).toBeNaN();
    expect(judged(5, 0)).toBe(0);
    expect(judged(5, 2)).toBe(10);
    expect(judged(5, 1)).toBe(0);
    expect(judged(4, 5)).toBe(0);
    // Dead plates that were moving are not counted.
    expect(judged(10, 6)).toBe(0);
    expect(judged(10, 0, 103)).toBe(0);
    expect(judged(10, 0, 105)).toBe(0);
    expect([...state.mode.subarray(0, 3)]).toEqual([Mode.Idle, Mode.Idle, Mode.Idle]);
  });
});
