import { describe, expect, it } from "vitest";
import { keepMeetings } from "./meetings.ts";
import { removeTrack } from "./merging.ts";
import type { Track, TrackerState } from "./tracker-state.ts";
import { putTrack, stateAt, t0 } from "./tracks.fixture.ts";

/** Somebody believed to be there, whose height is known now and was looked at often before. */
function person(state: TrackerState, x: number, tall = 1.7, changes: Partial<Track> = {}): Track {
  const track = putTrack(state, x, 0, { confirmed: true, tall, looks: 50, seenAt: t0 + 1e6, ...changes });
  track.motion.state[4] = tall;
  track.motion.state[19] = 0.0004;
  return track;
}

/** Looks at everybody after so many milliseconds, the first being at a place. */
function look(state: TrackerState, after: number, x = state.tracks[0]!.motion.state[0]!): void {
  state.now = t0 + after;
  state.tracks[0]!.motion.state[0] = x;
  keepMeetings(state);
}

const pairs = ({ meetings }: TrackerState): number[][] => meetings.map(({ a, b }) => [a, b]);

describe("who has met", () => {
  it("is looked at ten times a second", () => {
    const state = stateAt();
    person(state, 0);
    look(state, 0);
    look(state, 99);
    expect([state.tracks[0]!.looks, state.lookedAt]).toEqual([51, t0]);
    look(state, 100);
    expect([state.tracks[0]!.looks, state.lookedAt]).toEqual([52, t0 + 100]);
  });

  it("came nearer than 0.8 m, both believed to be there, and is kept once, with what they were like before", () => {
    const state = stateAt();
    const [older, younger] = [person(state, 0, 1.6), person(state, 0.8, 1.8, { looks: 7 })];
    person(state, 0.7, 1.7, { confirmed: false });
    look(state, 0);
    expect(state.meetings).toEqual([]);
    look(state, 100, 0.01);
    const { names } = older;
    expect(state.meetings).toEqual([
      {
        ...{ a: older.id, b: younger.id, apartness: Infinity, alikeAt: t0 + 100, partedAt: -1 },
        likeA: { tall: 1.6, looks: 52, names },
        likeB: { tall: 1.8, looks: 8, names },
      },
    ]);
    look(state, 200);
    expect(pairs(state)).toEqual([[older.id, younger.id]]);
  });

  it("may meet others meanwhile, 512 meetings in all", () => {
    const state = stateAt();
    const ids = [0, 0.1, 0.2].map((x) => person(state, x).id);
    look(state, 0);
    expect(pairs(state)).toEqual([
      [ids[0], ids[1]],
      [ids[0], ids[2]],
      [ids[1], ids[2]],
    ]);
    for (let more = 0; more < 30; more++) person(state, 0.2);
    look(state, 100);
    look(state, 200);
    expect(state.meetings).toHaveLength(512);
  });

  it("teaches nobody's height while it lasts, but that of who is alone and believed to be there", () => {
    const state = stateAt();
    const [one, other, alone, alarm] = [person(state, 0), person(state, 0.5), person(state, 3), person(state, 5)];
    alarm.confirmed = false;
    look(state, 0);
    const before = [one.looks, other.looks];
    look(state, 100, 0.9);
    expect([one.looks, other.looks]).toEqual(before);
    expect([other.looks, alone.looks, alarm.looks]).toEqual([50, 52, 50]);
  });

  it("is forgotten with either of them", () => {
    for (const gone of [0, 1]) {
      const state = stateAt();
      const two = [person(state, 0), person(state, 0.5)];
      look(state, 0);
      person(state, 5);
      removeTrack(state, two[gone]!);
      look(state, 100);
      expect(state.meetings).toEqual([]);
    }
  });
});

describe("a meeting", () => {
  it("was where they were hardest to tell apart, the first time they were", () => {
    const state = stateAt();
    person(state, 0.5);
    person(state, 0);
    look(state, 0);
    // Each is 10 cm sure of their place.
    const alike = (after: number, x: number): unknown[] => {
      look(state, after, x);
      return [state.meetings[0]!.apartness, state.meetings[0]!.alikeAt - t0];
    };
    expect(alike(100, 0.5)).toEqual([expect.closeTo(12.5, 8), 100]);
    expect(alike(200, 0.25)).toEqual([expect.closeTo(3.125, 8), 200]);
    expect(alike(300, 0.25)).toEqual([expect.closeTo(3.125, 8), 200]);
    expect(alike(400, 0.5)).toEqual([expect.closeTo(3.125, 8), 200]);
  });

  it("is not where they were alike while they were a metre apart, for want of knowing where they are", () => {
    const state = stateAt();
    const [one] = [person(state, 0.5), person(state, 0)];
    look(state, 0);
    look(state, 100, 0.5);
    one.motion.state[5] = 10;
    look(state, 200, 1);
    expect(state.meetings[0]!.alikeAt).toBe(t0 + 100);
    look(state, 300, 0.99);
    expect(state.meetings[0]!.alikeAt).toBe(t0 + 300);
  });

  it("is over once they are more than a metre apart, unless they come nearer than 0.8 m again", () => {
    const state = stateAt();
    person(state, 0.5);
    person(state, 0);
    look(state, 0);
    const partedAt = (after: number, x: number): number => {
      look(state, after, x);
      return state.meetings[0]!.partedAt;
    };
    expect(partedAt(100, 1)).toBe(-1);
    expect(partedAt(200, 1.01)).toBe(t0 + 200);
    expect(partedAt(300, 2)).toBe(t0 + 200);
    expect(partedAt(400, 0.9)).toBe(t0 + 200);
    expect(partedAt(500, 0.8)).toBe(t0 + 200);
    expect(partedAt(600, 0.79)).toBe(-1);
    expect(partedAt(700, 0.9)).toBe(-1);
    expect(partedAt(800, 1.1)).toBe(t0 + 800);
  });

  /** Two of 1.6 and 1.8 m who met, were nearest 100 ms later, and have been apart since 200 ms. */
  function parted(areMistaken: boolean): TrackerState {
    const state = stateAt();
    const [one, other] = [person(state, 0.5, 1.6), person(state, 0, 1.8)];
    look(state, 0);
    look(state, 100, 0.25);
    look(state, 200, 3);
    if (areMistaken) [one.motion.state[4], other.motion.state[4]] = [1.8, 1.6];
    return state;
  }

  it("in which they were mistaken for each other ends with an exchange since they were nearest, 1.5 s after they parted", () => {
    const state = parted(true);
    look(state, 1699);
    expect([state.meetings.length, state.events]).toEqual([1, []]);
    look(state, 1799);
    const [one, other] = state.tracks.map(({ id }) => id);
    expect([state.meetings, state.events]).toEqual([
      [],
      [{ type: "exchanged", track: other, other: one, since: t0 + 100, at: t0 + 1799 }],
    ]);
    const punctual = parted(true);
    look(punctual, 1700);
    expect(punctual.events).toHaveLength(1);
  });

  it("is asked again and again until they have been apart for 3 s", () => {
    const state = parted(false);
    for (const after of [1700, 2500, 3199]) {
      look(state, after);
      expect(state.meetings).toHaveLength(1);
    }
    const late = structuredClone(state);
    look(state, 3299);
    expect([state.meetings, state.events]).toEqual([[], []]);
    late.lookedAt = -Infinity;
    look(late, 3200);
    expect(late.meetings).toEqual([]);
  });

  /** How far those are said to be confused who met `apart` metres from each other, of whom heights tell nothing. */
  function confused(x: number): unknown[] {
    const state = stateAt();
    for (const place of [0.5, 0]) person(state, place, 1.7, { looks: -100 });
    look(state, 0);
    look(state, 100, x);
    look(state, 200, 3);
    look(state, 3200);
    return state.events;
  }

  it("leaves the doubt that they were mistaken for each other all the same, since they were hardest to tell apart", () => {
    const probability = 1 / (1 + Math.exp(1.7 + 2 * Math.log(1 + 3.125 / 4)));
    expect(confused(0.25)).toEqual([
      {
        ...{ type: "confused", track: 1, other: 2, since: t0 + 100, at: t0 + 3200 },
        probability: expect.closeTo(probability, 10),
      },
    ]);
  });

  it("leaves no doubt of less than two in a hundred", () => {
    // 1 / 0.02 = 1 + e^1.7 · (1 + a / 4)², for a squared distance a.
    const squared = 4 * (Math.sqrt(49 / Math.exp(1.7)) - 1);
    const away = Math.sqrt(squared * 0.02);
    expect(confused(away - 0.001)).toHaveLength(1);
    expect(confused(away + 0.001)).toEqual([]);
  });

  it("leaves the doubt whether it was right that they were given their numbers back", () => {
    const state = parted(true);
    const [one, other] = state.tracks;
    for (const { motion } of [one!, other!]) motion.state[4] = 1.7;
    one!.motion.state[4] = 1.75;
    look(state, 1700);
    look(state, 3200);
    const [exchanged, doubt, ...more] = state.events;
    expect([exchanged, doubt, more]).toMatchObject([
      { type: "exchanged", track: 2, other: 1 },
      { type: "confused", track: 1, other: 2, since: t0 + 100 },
      [],
    ]);
    expect(doubt?.type === "confused" && doubt.probability).toBeLessThan(0.5);
  });
});
