import { describe, expect, it } from "vitest";
import { tickValue } from "./ring.ts";
import { createRooms } from "./rooms.ts";
import { removeShaking } from "./shaking.ts";
import { feed, makeSignal, rowOfPlates } from "./shelf-signal.fixture.ts";
import { createShelfStage } from "./shelf-stage.ts";
import { createShelfState, Mode, ringTicks, type ShelfState } from "./shelf-state.ts";

const rest = 1000;

/** A shelf whose plates all rest at 1 kg. */
function gondola(plates: number) {
  const model = rowOfPlates(plates);
  const state = createShelfState(model);
  const [room] = createRooms(model);
  if (!room) throw new RangeError("no shelf");
  state.mode.fill(Mode.Idle);
  state.level.fill(rest);
  let tick = 0;
  /** Weighs so many grams above rest, and gives what is left of it. */
  const weigh = (grams: readonly number[]): number[] => {
    tick++;
    for (const [p, value] of grams.entries()) put(state, p, tick, rest + value);
    removeShaking(state, room, tick);
    return grams.map((_, p) => tickValue(state, p, tick) - rest);
  };
  return { state, weigh };
}

function put(state: ShelfState, plate: number, tick: number, value: number): void {
  state.ring[state.ringAt[plate]! + (tick & (ringTicks - 1)) * state.ringStride[plate]!] = value;
}

/** A swing of 30 g that is nothing on the average, tick by tick. */
const swing = (k: number): number => 30 * Math.sin(k * 2.1);
const alike = (plates: number, value: number): number[] => Array.from({ length: plates }, () => value);
const largest = (values: readonly number[]): number => Math.max(...values.map(Math.abs));

describe("the shaking of a gondola", () => {
  it("is taken out of what its plates show, from the first tick on", () => {
    const { weigh } = gondola(6);
    expect(largest(weigh(alike(6, 30)))).toBeLessThan(0.01);
    expect(largest(weigh(alike(6, -30)))).toBeLessThan(1);
  });

  it("is taken out by the part that each plate has in it, which is learned", () => {
    const { weigh } = gondola(8);
    const parts = [0.4, 0.6, 0.8, 1, 1, 1.2, 1.4, 1.6];
    const shaken = (k: number): number => largest(weigh(parts.map((part) => part * swing(k))));
    const first = Math.max(...Array.from({ length: 5 }, (_, k) => shaken(k)));
    for (let k = 5; k < 400; k++) shaken(k);
    const last = Math.max(...Array.from({ length: 20 }, (_, k) => shaken(400 + k)));
    expect(first).toBeGreaterThan(10);
    expect(last).toBeLessThan(1.5);
  });

  it("is none with fewer than six resting plates", () => {
    const { weigh, state } = gondola(6);
    state.mode[5] = Mode.Moving;
    expect(weigh(alike(6, 30))).toEqual(alike(6, 30));
  });

  it("is none below 0.3 g", () => {
    expect(weighOnce(0.29)).toBeCloseTo(0.29, 3);
    expect(weighOnce(0.31)).toBeCloseTo(0, 3);
    expect(weighOnce(-0.31)).toBeCloseTo(0, 3);

    function weighOnce(grams: number): number {
      return gondola(6).weigh(alike(6, grams))[0]!;
    }
  });

  it("is not what one plate or two do, however much that is", () => {
    for (const grams of [-500, 40, 8000]) {
      const { weigh } = gondola(12);
      const one = [grams, ...alike(11, 0)];
      expect(weigh(one)).toEqual(one);
      const two = [grams, grams / 2, ...alike(10, 0)];
      expect(weigh(two)).toEqual(two);
    }
  });

  it("leaves the step of a plate that leaves its level meanwhile", () => {
    const { weigh } = gondola(12);
    for (let k = 0; k < 40; k++) weigh(alike(12, swing(k)));
    const left = weigh([20 - 200, ...alike(11, 20)]);
    expect(left[0]).toBeGreaterThan(-202);
    expect(left[0]).toBeLessThan(-198);
    expect(largest(left.slice(1))).toBeLessThan(1);
  });

  it("is taken out of plates that move, which teach nothing about their part", () => {
    const { weigh, state } = gondola(8);
    state.mode[0] = Mode.Moving;
    expect(weigh([-70, 60, ...alike(6, 30)])[0]).toBeCloseTo(-100, 1);
    expect(state.part[0]).toBe(1);
    expect(state.part[1]).toBeGreaterThan(1.5);
  });

  it("is told of by a plate's own jump no more than threefold", () => {
    for (const way of [1, -1]) {
      const { weigh, state } = gondola(12);
      weigh([way * 4000, ...alike(11, 10)]);
      const [own, other] = state.part;
      // The 10 g of this tick against the 200 square grams that are known before anything is.
      expect(own! - other!).toBeCloseTo((way * 3 * 10 * 10) / (200 * (127 / 128) + 10 * 10), 3);
    }
  });

  it("is seen without the plates that give no number", () => {
    const { weigh } = gondola(8);
    const left = weigh([Number.NaN, ...alike(7, 30)]);
    expect(left[0]).toBeNaN();
    expect(largest(left.slice(1))).toBeLessThan(0.01);
    expect(weigh([Number.NaN, Number.NaN, Number.NaN, ...alike(5, 30)])[3]).toBeCloseTo(30, 3);
  });

  it("is not a drift that all plates share: that is left to their levels", () => {
    const { weigh } = gondola(6);
    let left = 0;
    for (let k = 0; k < 400; k++) left = weigh(alike(6, 5))[0]!;
    expect(left).toBeGreaterThan(4.7);
  });
});

describe("a light thing on a gondola that rattles", () => {
  const parts = [0.7, 1, 1.3, 0.9, 1.1, 0.6, 1.4, 1];
  const rattling = (grams: number) => {
    const signal = makeSignal({ plates: 8, seconds: 16, steps: [{ at: 12_000, plate: 3, grams }] });
    const shaken = signal.grams.map((value, at) => {
      const t = Math.floor(at / 8) * signal.dt;
      return value + parts[at % 8]! * 45 * Math.sin(t * 0.041) * Math.exp(-(t % 480) / 140);
    });
    return { ...signal, grams: shaken };
  };

  it("is missed by nobody when it is taken or put back", () => {
    for (const grams of [-18, 18]) {
      const changes = feed(createShelfStage(rowOfPlates(8, alike(8, 18))), rattling(grams));
      expect(changes.flatMap(({ plates }) => plates.map(({ plate }) => plate))).toEqual([3]);
      expect(Math.abs(changes[0]!.plates[0]!.delta - grams)).toBeLessThan(3);
    }
  });

  it("is never made up by footsteps alone", () => {
    expect(feed(createShelfStage(rowOfPlates(8, alike(8, 18))), rattling(0))).toEqual([]);
  });
});
