import { beforeEach, describe, expect, it } from "vitest";
import { courseOf, timeOfTick } from "./course.ts";
import { markBusy, releaseChanges } from "./grouping.ts";
import { createRooms } from "./rooms.ts";
import { rowOfPlates } from "./shelf-signal.fixture.ts";
import { createShelfState, Mode, type ShelfState } from "./shelf-state.ts";

/** A second shelf with a row of five plates, at tick 200, which ended at 20 s; ticks take 50 ms. */
const model = { ...rowOfPlates(2), shelves: [...rowOfPlates(2).shelves, ...rowOfPlates(5).shelves] };
const room = createRooms(model)[1]!;
const offset = 2;
const now = 200;
let state: ShelfState;

beforeEach(() => {
  state = createShelfState(model);
  state.ticks[1] = now;
  state.mode.fill(Mode.Idle);
  state.level.fill(1000);
  for (let tick = now - 63; tick <= now; tick++) {
    state.tickAt[64 + (tick & 63)] = tick * 100;
    for (let p = 0; p < 5; p++) put(p, tick, 1000);
  }
});

function put(plate: number, tick: number, value: number): void {
  const i = offset + plate;
  state.ring[state.ringAt[i]! + (tick & 63) * state.ringStride[i]!] = value;
}

/** A plate settled ten ticks ago: it fell at tick 180. */
function settle(plate: number, delta: number, { variance = 4, step = 180, held = now, settled = 190 } = {}): void {
  const i = offset + plate;
  state.mode[i] = Mode.Settled;
  state.base[i] = 1000;
  state.delta[i] = delta;
  state.variance[i] = variance;
  state.stepTick[i] = step;
  state.onset[i] = step - 1;
  state.settledTick[i] = settled;
  state.heldTick[i] = held;
  for (let tick = step; tick <= now; tick++) put(plate, tick, 1000 + delta);
}

function leave(plate: number, off: number): void {
  state.mode[offset + plate] = Mode.Moving;
  state.base[offset + plate] = 1000;
  put(plate, now, 1000 + off);
}

const release = (at = false) => releaseChanges(state, room, 20_000, at);
const platesOf = (all: ReturnType<typeof release>) => all.map(({ plates }) => plates.map(({ plate }) => plate));

describe("a settled plate", () => {
  it("is told with its time, its grams and its course, and rests at its new level", () => {
    settle(1, -100);
    const [change, ...more] = release();
    expect(more).toEqual([]);
    expect(change).toMatchObject({ shelf: 1, from: 17_800, to: 19_000, decidedAt: 20_000 });
    expect(change?.plates).toEqual([{ plate: 1, delta: -100, variance: 4 }]);
    expect(change?.curve?.at).toBe(17_400);
    expect(change?.steps?.map(({ delta }) => delta)).toEqual([-100]);
    expect([state.mode[offset + 1], state.level[offset + 1]]).toEqual([Mode.Idle, 900]);
    expect([state.toldDelta[offset + 1], state.toldTick[offset + 1]]).toEqual([-100, now]);
  });

  it("must have moved by four and a half deviations, or is learned as nothing", () => {
    settle(1, -9.01);
    expect(release()).toHaveLength(1);
    settle(3, -8.99);
    expect(release()).toEqual([]);
    expect([state.mode[offset + 3], state.wanderSeen[offset + 3], state.toldDelta[offset + 3]]).toEqual([
      Mode.Idle,
      3,
      0,
    ]);
    expect(state.wanderSeen[offset + 1]).toBe(2);
  });

  it("may reach that together with the one beside it", () => {
    settle(1, -6.5);
    settle(2, -6.5);
    expect(platesOf(release())).toEqual([[1, 2]]);
    settle(1, -6.3);
    settle(2, -6.3);
    expect(release()).toEqual([]);
  });
});

describe("plates side by side", () => {
  it("moved together within four ticks, in a chain of them; the largest is told first", () => {
    settle(0, -40, { step: 180 });
    settle(1, -90, { step: 184, settled: 194 });
    settle(2, -60, { step: 188, settled: 192 });
    const [change] = release();
    expect(change?.plates.map(({ plate }) => plate)).toEqual([1, 2, 0]);
    expect([change?.from, change?.to]).toEqual([17_800, 19_400]);
  });

  it("are two changes if they stepped later than that, or have a plate between them", () => {
    settle(0, -40, { step: 180 });
    settle(1, -90, { step: 185 });
    settle(3, -90, { step: 180 });
    expect(platesOf(release())).toEqual([[0], [1], [3]]);
  });

  it("are told in their order where they changed alike", () => {
    settle(2, -50);
    settle(1, -50);
    expect(platesOf(release())).toEqual([[1, 2]]);
  });

  it("leave out what is less than 3 % of the largest", () => {
    settle(1, -900);
    settle(2, -26.9);
    expect(platesOf(release())).toEqual([[1]]);
    settle(3, -900);
    settle(4, -27.1);
    expect(platesOf(release())).toEqual([[3, 4]]);
  });
});

describe("waiting for a neighbour", () => {
  const waiting = (off: number, delta = -100) => {
    settle(1, delta, { held: now - 11 });
    leave(2, off);
    return release().length === 0;
  };

  it("goes on while it is off its level by more than noise, cross-talk and what is of interest", () => {
    expect(waiting(-4.1)).toBe(true);
    expect(waiting(4.1)).toBe(true);
    expect(waiting(3.9)).toBe(false);
    expect(waiting(-29, -1000)).toBe(false);
    expect(waiting(-31, -1000)).toBe(true);
    state.noise[offset + 2] = 4;
    expect(waiting(-7.9)).toBe(false);
    expect(waiting(-8.1)).toBe(true);
    state.noise[offset + 2] = 0.09;
    // Two fifths of 6 g, where no product is known.
    expect(waiting(-2.3, -50)).toBe(false);
    expect(waiting(-2.5, -50)).toBe(true);
  });

  it("ends after twelve ticks, at once when nobody waits any more, or where it gives no numbers", () => {
    settle(1, -100, { held: now - 12 });
    leave(2, -50);
    expect(release()).toHaveLength(1);
    settle(1, -100);
    leave(2, -50);
    expect(release()).toEqual([]);
    expect(release(true)).toHaveLength(1);
    settle(1, -100);
    state.silent[offset + 2] = 1;
    expect(release()).toHaveLength(1);
  });

  it("is not for those that rest, nor for those farther away", () => {
    settle(1, -100);
    leave(3, -50);
    put(2, now, 900);
    expect(release()).toHaveLength(1);
  });
});

describe("a plate beside one that was told of", () => {
  const told = (delta: number, { ago = 40, plate = 2 } = {}) => {
    state.toldDelta[offset + plate] = -1000;
    state.toldTick[offset + plate] = now - ago;
    settle(1, delta);
    return release().length;
  };

  it("shows its cross-talk: less than 3 % of it, for 40 ticks", () => {
    expect(told(-29)).toBe(0);
    expect([state.mode[offset + 1], state.toldDelta[offset + 1]]).toEqual([Mode.Idle, 0]);
    expect(told(-31)).toBe(1);
    expect(told(-29, { ago: 41 })).toBe(1);
  });

  it("has a change of its own where the other is not beside it", () => {
    expect(told(-29, { plate: 3 })).toBe(1);
  });
});

describe("a shelf that moves", () => {
  const busy = () => {
    markBusy(state, room);
    return state.busySince[1];
  };

  it("does so since the first of its plates does, the tick before", () => {
    expect(busy()).toBeNaN();
    leave(2, -5);
    state.onset[offset + 2] = 190;
    expect(busy()).toBe(18_900);
    settle(3, -50, { step: 186 });
    expect(busy()).toBe(18_400);
    state.mode[0] = Mode.Moving;
    expect(busy()).toBe(18_400);
    expect(state.busySince[0]).toBeNaN();
  });

  it("does not wait for a plate that fell silent for more than twenty ticks", () => {
    leave(2, -5);
    state.onset[offset + 2] = 190;
    state.silent[offset + 2] = 20;
    expect(busy()).toBe(18_900);
    state.silent[offset + 2] = 21;
    expect(busy()).toBeNaN();
  });
});

describe("the course of a change", () => {
  const course = (first: number, settled = 190) => courseOf(state, room, [1, 2], first, settled, now, -150);

  beforeEach(() => {
    settle(1, -100);
    settle(2, -50);
  });

  it("begins four ticks before it and shows the sum over its plates", () => {
    const { curve, steps } = course(180)!;
    expect(curve.at).toBe(17_600);
    expect(curve.dt).toBe(100);
    expect(curve.grams).toEqual([0, 0, 0, 0, ...Array<number>(21).fill(-150)]);
    expect(steps).toEqual([{ at: 17_950, delta: -150, variance: 4 }]);
  });

  it("goes no farther back than is kept", () => {
    expect(course(100)?.curve.at).toBe(13_700);
    expect(timeOfTick(state, 1, 5, now)).toBe(13_700);
    expect(timeOfTick(state, 1, 150, now)).toBe(15_000);
    expect(timeOfTick(state, 1, -3, 1)).toBe(state.tickAt[64 + 1]);
  });

  it("shows what was there before where a plate gave no number", () => {
    put(1, 195, Number.NaN);
    put(2, 176, Number.NaN);
    const { curve } = course(180)!;
    expect([curve.grams[0], curve.grams[19]]).toEqual([0, -150]);
  });

  it("is not known where readings are missing for more than 0.4 s", () => {
    for (let tick = 185; tick <= now; tick++) state.tickAt[64 + (tick & 63)] = tick * 100 + 300;
    expect(course(180)).toBeDefined();
    state.tickAt[64 + (185 & 63)] = 18_801;
    expect(course(180)).toBeUndefined();
    // The first of its ticks may follow a gap.
    expect(course(189)).toBeDefined();
  });
});

it("plates that moved together each have their own time: when a fifth of their change had come, and four fifths", () => {
  settle(1, -100, { step: 180 });
  settle(2, -200, { step: 182 });
  // The second slips first by what its neighbour shares, comes half way, goes back, and only then goes.
  for (const [tick, off] of [
    [180, -38],
    [181, -90],
    [182, -10],
    [183, -120],
    [184, -150],
    [185, -165],
  ] as const)
    put(2, tick, 1000 + off);
  const [change] = release();
  expect(change?.plates.map(({ plate, from, to }) => [plate, from, to])).toEqual([
    [2, 18_200, 18_500],
    [1, 17_900, 18_000],
  ]);
});

it("a plate of a change that only came to rest is over when it did", () => {
  settle(1, -100);
  settle(2, -50);
  for (let tick = 180; tick <= 190; tick++) put(2, tick, 970);
  expect(release()[0]?.plates[1]).toMatchObject({ plate: 2, from: 17_900, to: 19_000 });
});
