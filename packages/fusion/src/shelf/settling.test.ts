import { describe, expect, it } from "vitest";
import { movingTick, resume, unknownTick } from "./movement.ts";
import { settledSince } from "./settling.ts";
import { rowOfPlates } from "./shelf-signal.fixture.ts";
import { createShelfState, Mode, type ShelfState } from "./shelf-state.ts";

/** A plate that left 1000 g at tick 10, half way to where it goes: `after` says what it weighs from tick 11 on. */
function moving(after: (tick: number) => number, { noise = 1, pace = 50, last = 63 } = {}): ShelfState {
  const state = createShelfState(rowOfPlates(1));
  Object.assign(state.noise, [noise]);
  state.pace[0] = pace;
  state.mode[0] = Mode.Moving;
  for (const tick of [state.onset, state.since]) tick[0] = 10;
  state.base[0] = 1000;
  for (let tick = 0; tick <= last; tick++)
    state.ring[tick] = tick < 10 ? 1000 : tick === 10 ? (1000 + after(11)) / 2 : after(tick);
  return state;
}

const stretch = () => ({ n: 0, mean: 0, variance: 0 });

/** At which tick a plate is seen to rest, and since which it does. */
function rests(state: ShelfState): readonly number[] {
  for (let tick = 11; tick < 64; tick++) {
    const first = settledSince(state, 0, 0, tick, stretch());
    if (first >= 0) return [tick, first];
  }
  return [];
}

describe("a level that holds", () => {
  it("is believed after 0.3 s of a fall, 0.4 s of a rise, 0.6 s where a hand may lean", () => {
    expect(rests(moving(() => 800))).toEqual([16, 11]);
    expect(rests(moving(() => 1200))).toEqual([18, 11]);
    expect(rests(moving(() => 1121))).toEqual([18, 11]);
    expect(rests(moving(() => 1120))).toEqual([22, 11]);
    expect(rests(moving(() => 1100))).toEqual([22, 11]);
  });

  it("is believed after as many ticks as that is at the shelf's pace, four at least", () => {
    expect(rests(moving(() => 800, { pace: 30 }))).toEqual([20, 11]);
    expect(rests(moving(() => 800, { pace: 100 }))).toEqual([14, 11]);
    expect(rests(moving(() => 1200, { pace: 100 }))).toEqual([14, 11]);
    expect(rests(moving(() => 1100, { pace: 100 }))).toEqual([16, 11]);
  });

  it("must hold longer where it is so small that noise may look like it", () => {
    // 278 / 5² = 11.1 ticks, 278 · 2 / 7² = 11.3 ticks.
    expect(rests(moving(() => 995))).toEqual([21, 10]);
    expect(rests(moving(() => 993, { noise: 2 }))).toEqual([21, 10]);
    expect(rests(moving(() => 994))).toEqual([17, 10]);
  });

  it("is believed as an unknown one after 0.4 s", () => {
    const state = moving(() => 800);
    state.base[0] = Number.NaN;
    expect(rests(state)).toEqual([18, 11]);
  });

  it("must hold for two fifths of what the way there took", () => {
    // Ten grams a tick, from 1000 to 700; a tenth of it is gone at tick 13.
    const state = moving((tick) => Math.max(700, 1000 - 10 * (tick - 10)));
    expect(rests(state)).toEqual([51, 39]);
  });

  it("has two halves that agree to 0.3 g, 0.4 % of the step and 2.5 deviations", () => {
    const differing = (by: number) =>
      settledSince(
        moving((t) => (t < 14 ? 800 : 800 + by)),
        0,
        0,
        16,
        stretch(),
      );
    // 0.3 + 0.004 · 198.4 + 2.5 · √(2 / 3) = 3.135.
    expect([differing(3.1), differing(-3.1), differing(3.2), differing(-3.2)]).toEqual([11, 11, -1, -1]);
  });

  it("scatters no more than two and a half times as much as the plate does, and that slack", () => {
    const scattering = (by: number) =>
      settledSince(
        moving((t) => (t % 3 === 0 ? 800 + by : 800)),
        0,
        0,
        16,
        stretch(),
      );
    // 6.25 + 1.094² = 7.45, and the variance of 0, a, 0 is a² / 3.
    expect([scattering(4.7), scattering(4.75)]).toEqual([11, -1]);
  });

  it("is told with its mean, its scatter and its ticks", () => {
    const out = stretch();
    expect(
      settledSince(
        moving((tick) => (tick % 2 === 0 ? 801 : 799)),
        0,
        0,
        16,
        out,
      ),
    ).toBe(11);
    expect(out.n).toBe(6);
    expect(out.mean).toBeCloseTo(800, 9);
    expect(out.variance).toBeCloseTo(1.2, 9);
  });

  it("is not seen where one half has no number", () => {
    const gone = moving((tick) => (tick > 13 ? Number.NaN : 800));
    expect(settledSince(gone, 0, 0, 16, stretch())).toBe(-1);
  });
});

describe("a plate that shakes", () => {
  const shaken = (grams: number) => (tick: number) => (tick % 2 === 0 ? 800 + grams : 800 - grams);

  it("rests once four parts of 0.2 s agree, after 0.8 s", () => {
    expect(rests(moving(shaken(5)))).toEqual([26, 11]);
    expect(rests(moving(() => 800, { noise: 17 }))).toEqual([26, 11]);
    expect(rests(moving(() => 800, { noise: 16 }))).toEqual([16, 11]);
  });

  it("does not rest while its parts are farther apart than their own scatter makes them", () => {
    // Parts of noise 20: 0.3 + 3 · √(20 / 2) = 9.79.
    const drifting = (by: number) =>
      settledSince(
        moving((tick) => (tick < 23 ? 800 : 800 + by), { noise: 20 }),
        0,
        0,
        26,
        stretch(),
      );
    expect([drifting(9.7), drifting(9.9)]).toEqual([11, -1]);
  });

  it("is judged by the scatter of its quieter parts", () => {
    // Two parts with a variance of 5² · 4 / 3 = 33.3: 0.3 + 3 · √(33.3 / 2) = 12.5 where three have it.
    const state = (loud: number) =>
      moving((tick) => (tick < 11 + 4 * loud ? shaken(5)(tick) : tick < 23 ? 800 : 812), { noise: 17 });
    expect(settledSince(state(3), 0, 0, 26, stretch())).toBe(11);
    expect(settledSince(state(2), 0, 0, 26, stretch())).toBe(-1);
  });

  it("counts as at rest after ten seconds of movement, whatever it does", () => {
    const state = moving(() => 800);
    for (let tick = 64; tick <= 210; tick++) state.ring[tick & 63] = 800 - 20 * (tick - 64);
    expect(settledSince(state, 0, 0, 209, stretch())).toBe(-1);
    expect(settledSince(state, 0, 0, 210, stretch())).toBe(195);
  });
});

describe("a plate that settles", () => {
  it("waits with what it weighs more or less, and how sure that is", () => {
    const state = moving(() => 800);
    Object.assign(state.wander, [0]);
    state.baseVariance[0] = 0.5;
    movingTick(state, 0, 0, 15, 2);
    expect(state.mode[0]).toBe(Mode.Moving);
    movingTick(state, 0, 0, 16, 2);
    expect([state.mode[0], state.delta[0], state.settledTick[0], state.heldTick[0]]).toEqual([
      Mode.Settled,
      -200,
      11,
      16,
    ]);
    // Three times the noise over six ticks, and the level before.
    expect(state.variance[0]).toBeCloseTo(0.5 + 3 / 6, 9);
    expect([state.onset[0], state.stepTick[0]]).toEqual([10, 10]);
  });

  it("is as unsure as it wanders, and as its absence made it", () => {
    const state = moving(() => 800);
    state.absence[0] = 2;
    movingTick(state, 0, 0, 16, 2);
    expect([state.variance[0], state.absence[0]]).toEqual([9 + 2, 0]);
  });

  it("has learned where the difference is no more than 2.5 deviations, or of no interest", () => {
    const settle = (grams: number, least: number) => {
      const state = moving(() => 1000 + grams);
      for (let tick = 16; tick <= 30 && state.mode[0] === Mode.Moving; tick++) movingTick(state, 0, 0, tick, least);
      return state;
    };
    expect([settle(-7.4, 2).mode[0], settle(-7.6, 2).mode[0]]).toEqual([Mode.Idle, Mode.Settled]);
    expect([settle(-19, 20).mode[0], settle(-21, 20).mode[0]]).toEqual([Mode.Idle, Mode.Settled]);
    const state = settle(-7, 2);
    expect([state.level[0], state.since[0], state.wanderSeen[0]]).toEqual([993, 11, 3]);
    expect(state.wander[0]).toBeCloseTo(9 + (49 - 9) / 3, 9);
    expect(state.noiseSeen[0]).toBe(8 + 6);
  });

  it("left its level when it was three deviations off, and stepped where it changed most", () => {
    const way = [1000, 1002.9, 1000, 1003.1, 1030, 970, 880, 830];
    const state = moving((tick) => way[tick - 11] ?? 800);
    state.ring[10] = 1000;
    for (let tick = 16; state.mode[0] === Mode.Moving; tick++) movingTick(state, 0, 0, tick, 2);
    expect([state.onset[0], state.stepTick[0]]).toEqual([14, 16]);
  });

  it("rests at its new level when it was told of, and moves again if it has moved since", () => {
    const settled = (after: number) => {
      const state = moving((tick) => (tick > 18 ? after : 800));
      movingTick(state, 0, 0, 16, 2);
      resume(state, 0, 20);
      return [state.mode[0], state.level[0], state.since[0], state.onset[0]];
    };
    expect(settled(800)).toEqual([Mode.Idle, 800, 11, 10]);
    expect(settled(600)).toEqual([Mode.Moving, 800, 19, 19]);
    expect(settled(Number.NaN)).toEqual([Mode.Idle, 800, 11, 10]);
  });
});

it("a level that is not known is taken for granted once it holds", () => {
  const state = moving(() => 800);
  state.mode[0] = Mode.Unknown;
  state.base[0] = Number.NaN;
  unknownTick(state, 0, 0, 17);
  expect(state.mode[0]).toBe(Mode.Unknown);
  unknownTick(state, 0, 0, 18);
  expect([state.mode[0], state.level[0], state.since[0], state.noiseSeen[0]]).toEqual([Mode.Idle, 800, 11, 16]);
  expect(state.noise[0]).toBeCloseTo(0.5, 9);
});
