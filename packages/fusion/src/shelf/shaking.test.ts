import { describe, expect, it } from "vitest";
import { tickValue } from "./ring.ts";
import { createRooms } from "./rooms.ts";
import { type Offsets, removeShaking } from "./shaking.ts";
import { feed, makeSignal, rowOfPlates } from "./shelf-signal.fixture.ts";
import { createShelfStage } from "./shelf-stage.ts";
import { createShelfState, Mode } from "./shelf-state.ts";
import { fillTick } from "./ticks.ts";

const rest = 1000;

const all: Offsets = { n: 0, sum: 0, squares: 0 };

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
    fillTick(
      state,
      room,
      tick,
      Float32Array.from(grams, (value) => rest + value),
      0,
      all,
    );
    removeShaking(state, room, tick, all);
    return grams.map((_, p) => tickValue(state, p, tick) - rest);
  };
  return { state, weigh };
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

describe("what all resting plates do", () => {
  const zeros = (n: number): number[] => alike(n, 0);

  it("is their mean without who is far off it, three times at most", () => {
    const { weigh } = gondola(12);
    const left = weigh([10_000, 1000, 100, 10, ...zeros(8)]);
    expect(left.slice(4)).toEqual(alike(8, expect.closeTo(-10 / 9, 2) as number));
  });

  it("is not asked again where nobody moved the mean much", () => {
    const { weigh } = gondola(12);
    const left = weigh([70, -10, 34, ...alike(9, 30)]);
    expect(left.slice(3)).toEqual(alike(9, expect.closeTo(30 - 30.4, 2) as number));
  });

  it("is their plain mean while they scatter little: one plate's way of 3.7 g among twelve is not told from it", () => {
    expect(gondola(12).weigh([3.7, ...zeros(11)])[1]).toBeCloseTo(-3.7 / 12, 2);
    expect(gondola(12).weigh([3.8, ...zeros(11)])[1]).toBe(0);
  });

  it("is told from what they have long done together", () => {
    const one = gondola(12);
    one.state.lasting[0] = 5;
    expect(one.weigh([-49, ...alike(11, -1)])[1]).toBeCloseTo(-1 + 6, 2);
    const other = gondola(12);
    other.state.lasting[0] = 5;
    expect(other.weigh([49, ...alike(11, 1)])).toEqual([49, ...alike(11, 1)]);
  });

  it("teaches nothing about a plate that gives no number", () => {
    const { weigh, state } = gondola(8);
    weigh([Number.NaN, ...alike(7, 30)]);
    expect(state.part[0]).toBe(1);
  });
});

describe("the shaking of one gondola of two", () => {
  const row = rowOfPlates(6);
  const model = { ...row, shelves: [row.shelves[0]!, { ...row.shelves[0]!, id: "g2" }] };
  /** Every plate of one gondola weighs 30 g more, the other's weigh 7 g more. */
  const shakenOn = (shelf: number): number[] => {
    const state = createShelfState(model);
    state.mode.fill(Mode.Idle);
    state.level.fill(rest);
    const rooms = createRooms(model);
    const shaken = Float32Array.from({ length: 6 }, (_, p) => rest + 30 + (p % 2));
    fillTick(state, rooms[1 - shelf]!, 3, new Float32Array(6).fill(rest + 7), 0, all);
    fillTick(state, rooms[shelf]!, 3, shaken, 0, all);
    removeShaking(state, rooms[shelf]!, 3, all);
    const learned = [...state.part].map((part) => part !== 1);
    expect(learned).toEqual(learned.map((_, p) => Math.floor(p / 6) === shelf));
    return Array.from({ length: 12 }, (_, p) => tickValue(state, p, 3) - rest);
  };

  it("is taken out of its own plates alone", () => {
    const still = alike(6, 7);
    const left = (value: number): unknown => expect.closeTo(value, 2);
    const swung = [-0.5, 0.5, -0.5, 0.5, -0.5, 0.5].map(left);
    expect(shakenOn(0)).toEqual([...swung, ...still]);
    expect(shakenOn(1)).toEqual([...still, ...swung]);
  });

  it("is not told by the plate that comes after its last", () => {
    const five = rowOfPlates(5);
    const two = { ...five, shelves: [five.shelves[0]!, { ...five.shelves[0]!, id: "g2" }] };
    const state = createShelfState(two);
    state.mode.fill(Mode.Idle);
    state.level.fill(rest);
    const [first, second] = createRooms(two);
    for (const room of [second!, first!]) {
      for (const tick of [4, 3]) fillTick(state, room, tick, new Float32Array(5).fill(rest + 30), 0, all);
    }
    removeShaking(state, first!, 3, all);
    expect(Array.from({ length: 10 }, (_, p) => tickValue(state, p, 3) - rest)).toEqual(alike(10, 30));
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
