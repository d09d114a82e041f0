import { describe, expect, it } from "vitest";
import { keepHouse } from "./lifecycle.ts";
import { noteMet, timesMet } from "./met-book.ts";
import { addPlace, newestPlace, placeAt } from "./track-history.ts";
import type { Track, TrackerState } from "./tracker-state.ts";
import { putTrack, stateAt, t0 } from "./tracks.fixture.ts";
import { testStore } from "./walkers.fixture.ts";

const closed = testStore();
const open = testStore({ gates: [] });
/** Well inside, and where people come in. */
const inside = [5, 3] as const;
const door = [1, 3] as const;

/** The floor after looking after one person, `unseen` ms after they were seen last. */
function after(
  [x, y]: readonly [number, number],
  changes: Partial<Track>,
  { model = closed, unseen = 0 } = {},
): TrackerState & { one: Track } {
  const state = stateAt(t0 + unseen);
  const one = putTrack(state, x, y, { bornAt: t0 - 20_000, seenAt: t0, at: t0, ...changes });
  keepHouse(state, model);
  return { ...state, one };
}
const lives = (...given: Parameters<typeof after>): boolean => after(...given).tracks.length === 1;
const believed = { confirmed: true, odds: 5 };

describe("a newcomer", () => {
  const is = (place: readonly [number, number], hits: number, odds: number, model = closed): boolean =>
    after(place, { hits, odds }, { model }).one.confirmed;

  it("is believed at a gate, or anywhere in an open store, after four hits and at 19 to one", () => {
    expect([is(door, 4, 2.94), is(door, 3, 2.94), is(door, 4, 2.93)]).toEqual([true, false, false]);
    expect([is(inside, 4, 2.94, open), is(inside, 3, 6, open)]).toEqual([true, false]);
    expect(after(door, { hits: 4, odds: 3 }).events).toEqual([{ type: "confirmed", track: 1, at: t0 }]);
  });

  it("needs twice the hits and more belief inside a closed store: nobody appears from nowhere", () => {
    expect([is(inside, 8, 4), is(inside, 7, 6), is(inside, 8, 3.99)]).toEqual([true, false, false]);
  });

  it("is dropped when it is eleven times likelier that nobody is there, or after 1.5 s unseen, without a word", () => {
    expect([lives(door, { odds: -2.44 }), lives(door, { odds: -2.45 })]).toEqual([true, false]);
    expect([lives(door, { odds: 0 }, { unseen: 1500 }), lives(door, { odds: 0 }, { unseen: 1501 })]).toEqual([
      ...[true, false],
    ]);
    const { events, ended, met } = after(door, { odds: -9 });
    expect([events, ended, met.taken[0]]).toEqual([[], [], 0]);
  });
});

describe("somebody believed", () => {
  it("lives on unseen for 10 s inside a closed store, 1.5 s at its gate, 0.6 s outside, and 2 s in an open one", () => {
    const patience = (place: readonly [number, number], ms: number, model = closed): boolean[] =>
      [ms, ms + 1].map((unseen) => lives(place, believed, { model, unseen }));
    for (const lived of [
      patience(inside, 10_000),
      patience(door, 1500),
      patience([-0.2, 3], 600),
      patience(inside, 2000, open),
    ]) {
      expect(lived).toEqual([true, false]);
    }
  });

  it("ends where nobody can stand", () => {
    expect([lives([8.49, 3], believed), lives([8.51, 3], believed)]).toEqual([true, false]);
  });

  it("was a ghost where the odds fall below −4 within 5 s of the first sighting; in an open store, when they are even", () => {
    const ghost = (odds: number, seenFor: number, model = closed): boolean =>
      !lives(inside, { confirmed: true, odds, bornAt: t0 - seenFor }, { model });
    expect([ghost(-4, 4999), ghost(-4.01, 4999), ghost(-4.01, 5000)]).toEqual([false, true, false]);
    expect([ghost(0, 90_000, open), ghost(-0.01, 90_000, open)]).toEqual([false, true]);
  });

  it("has no place while it is in doubt whether they left: below −2 in a closed store, below 5 in an open one", () => {
    const doubt = (odds: number, model = closed) => {
      const { one } = after(inside, { confirmed: true, odds }, { model });
      return [one.doubted, newestPlace(one.places) === t0];
    };
    expect([doubt(-2), doubt(-2.01), doubt(5, open), doubt(4.99, open)]).toEqual([
      ...[
        [false, true],
        [true, false],
        [false, true],
        [true, false],
      ],
    ]);
  });

  it("is told to have gone, and can be asked about for 10 s", () => {
    const state = stateAt(t0 + 10_001);
    const one = putTrack(state, ...inside, { ...believed, seenAt: t0 });
    keepHouse(state, closed);
    expect(state.events).toEqual([{ type: "ended", track: 1, at: t0 + 10_001 }]);
    expect([state.ended, one.endedAt]).toEqual([[one], t0 + 10_001]);
    state.now += 10_000;
    keepHouse(state, closed);
    expect(state.ended).toHaveLength(1);
    state.now += 1;
    keepHouse(state, closed);
    expect(state.ended).toEqual([]);
    expect(state.housekeptAt).toBe(t0 + 20_002);
  });
});

describe("who turns round outside a gate", () => {
  /** Somebody is looked after at each of these depths behind the gate's line; gives their numbers. */
  const along = (...depths: readonly number[]): number[] => {
    const state = stateAt();
    putTrack(state, 1, 3, believed);
    return depths.map((depth) => {
      state.tracks[0]!.motion.state[0] = 0.3 + depth;
      keepHouse(state, closed);
      return state.tracks[0]!.id;
    });
  };

  it("is another visit once 0.3 m nearer again, if they had been a metre inside and then half a metre outside", () => {
    expect(along(1.2, -0.55, -0.26, -0.24)).toEqual([1, 1, 1, 2]);
    expect(along(1.2, -0.45, 0.2)).toEqual([1, 1, 1]);
    expect(along(0.9, -0.55, 0.2)).toEqual([1, 1, 1]);
    expect(along(1.2, -0.9, -0.55, -0.4, 1.2, -0.4, 0.1)).toEqual([1, 1, 2, 2, 2, 2, 2]);
  });

  it("leaves their past behind, and is the youngest", () => {
    const state = stateAt();
    const one = putTrack(state, 1.5, 3, { ...believed, bornAt: t0 - 9000 });
    const other = putTrack(state, 5, 3, believed);
    for (let n = 0; n < 3; n++) noteMet(state.met, [one, other]);
    for (const x of [1.5, -0.3, 0.1]) {
      state.now += 100;
      one.motion.state[0] = x;
      keepHouse(state, closed);
    }
    const at = t0 + 300;
    expect(state.events).toEqual([
      { type: "ended", track: 1, at },
      { type: "confirmed", track: 3, at },
    ]);
    expect(state.tracks).toEqual([other, one]);
    expect(one).toMatchObject({ id: 3, bornAt: at, entered: false, places: { count: 1 } });
    expect(one.out).toBeCloseTo(0.2, 9);
    expect(state.ended).toMatchObject([{ id: 1, endedAt: at, bornAt: t0 - 9000 }]);
    expect(state.ended[0]!.places.count).toBeGreaterThan(0);
    expect(state.ended[0]!.motion).not.toBe(one.motion);
    expect(timesMet(state.met, one.slot, other.slot)).toBe(0);
  });
});

describe("a newcomer near where somebody was lost", () => {
  interface Lost {
    readonly x?: number;
    readonly seen?: number;
    readonly born?: number;
    readonly model?: typeof closed;
  }
  /** Somebody lost at (5, 3) `seen` ms ago, and somebody who appears at x: who is there afterwards? */
  const found = ({ x = 5, seen = 1000, born = 500, model = closed }: Lost): number[] => {
    const state = stateAt();
    putTrack(state, 5, 3, { ...believed, seenAt: t0 - seen });
    putTrack(state, x, 3, { odds: 6, hits: 8, bornAt: t0 - born });
    keepHouse(state, model);
    return state.tracks.map(({ id }) => id);
  };

  it("is them, if they can have walked here: 0.6 m and 1.6 m a second, in an open store 0.3", () => {
    expect([found({ x: 7.19 }), found({ x: 7.21 })]).toEqual([[1], [1, 2]]);
    expect([found({ x: 5.89, model: open }), found({ x: 5.91, model: open })]).toEqual([[1], [1, 2]]);
  });

  it("is somebody else if the other was seen 0.3 s ago still, or 0.3 s after the newcomer came", () => {
    expect([found({ x: 5.8, seen: 300, born: 100 }), found({ x: 5.8, seen: 299, born: 100 })]).toEqual([[1], [1, 2]]);
    expect([found({ x: 5.8, seen: 400, born: 700 }), found({ x: 5.8, seen: 400, born: 701 })]).toEqual([[1], [1, 2]]);
  });

  it("is whom it fits best, and nobody whom nobody believes in", () => {
    const state = stateAt();
    for (const x of [4.2, 4.6, 5.9]) putTrack(state, x, 3, { ...believed, seenAt: t0 - 1000 });
    putTrack(state, 5.1, 3, { odds: 0, seenAt: t0 - 1000 });
    putTrack(state, 5, 3, { odds: 6, hits: 8, bornAt: t0 - 500 });
    keepHouse(state, closed);
    expect(state.tracks.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    expect(state.tracks[1]!.motion.state[0]).toBe(5);
  });

  it("at a gate is somebody else when they walk the other way", () => {
    const met = (x: number, way: number): number => {
      const state = stateAt();
      const lost = putTrack(state, x, 3, { ...believed, seenAt: t0 - 500 });
      lost.motion.state.set([-1, 0.1], 2);
      const other = putTrack(state, x, 3, { odds: 6, hits: 8, bornAt: t0 - 400 });
      other.motion.state.set([way, 0.1], 2);
      keepHouse(state, closed);
      return state.tracks.length;
    };
    expect([met(1, 1), met(1, -1), met(5, 1)]).toEqual([2, 1, 1]);
  });

  it("goes on under the old number with all that is known of both", () => {
    const state = stateAt();
    const lost = putTrack(state, 5, 3, { ...believed, hits: 30, seenAt: t0 - 1000 });
    addPlace(lost.places, t0 - 1000, 5, 3);
    addPlace(lost.places, t0 - 400, 9, 9);
    lost.names[1] = 7;
    const track = putTrack(state, 5.5, 3, { odds: 4.5, hits: 8, bornAt: t0 - 500, seenAt: t0 - 10, at: t0 - 5 });
    addPlace(track.places, t0 - 500, 5.4, 3);
    track.names[0] = "x";
    track.namedAt[0] = t0 - 10;
    keepHouse(state, closed);
    expect(state.tracks).toEqual([lost]);
    expect(lost).toMatchObject({ id: 1, hits: 38, odds: 4.5, seenAt: t0 - 10, names: ["x", 7] });
    expect([lost.namedAt[0], lost.motion.state[0]]).toEqual([t0 - 10, 5.5]);
    expect([placeAt(lost.places, t0 - 1000)?.x, placeAt(lost.places, t0 - 500)?.x]).toEqual([5, 5.4]);
    expect(state.events).toEqual([]);
  });
});
