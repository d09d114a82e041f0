import { describe, expect, it } from "vitest";
import { createTrack } from "./evidence.ts";
import { likenessOf, mistakenLog, resting } from "./likeness.ts";
import type { Meeting } from "./meetings.ts";
import { createState, type Track, type TrackerState } from "./tracker-state.ts";

const now = 10_000;

function person(state: TrackerState, height: number, names: (string | null)[] = [null, null, null]): Track {
  const main = { mx: 1, my: 1, gx: 0, gy: 0, rxx: 0.01, rxy: 0, ryy: 0.01 };
  const track = createTrack(state, now, { main, second: main, count: 1, cut: false }, 0.9);
  track.motion.state[4] = height;
  track.motion.state[19] = 0.0003;
  for (const [sensor, name] of names.entries()) track.names[sensor] = name;
  track.namedAt.fill(now);
  return track;
}

function known(state: TrackerState, height: number, names?: (string | null)[]): Track {
  const track = person(state, height, names);
  track.tall = height;
  track.looks = 10;
  return track;
}

/** Log-odds for two of some heights (and names) before, who have others after. */
function log(
  before: readonly [number, number],
  after: readonly [number, number],
  names: { before?: (string | null)[][]; after?: (string | null)[][] } = {},
  change: (one: Track, other: Track, state: TrackerState, meeting: Meeting) => void = () => undefined,
): number {
  const state = createState(3);
  state.now = now;
  const one = known(state, before[0], names.before?.[0]);
  const other = known(state, before[1], names.before?.[1]);
  const rest = { a: one.id, b: other.id, apartness: 0, alikeAt: now - 3000, partedAt: now - 2000 };
  const meeting = { ...rest, likeA: likenessOf(one), likeB: likenessOf(other) };
  const [a, b] = [person(state, after[0], names.after?.[0]), person(state, after[1], names.after?.[1])];
  change(a, b, state, meeting);
  return mistakenLog(state, meeting, a, b);
}

describe("who was mistaken for whom", () => {
  it("is told by heights: a misfit costs as a Student-t of four degrees has it", () => {
    const off = 2.5 * Math.log(1 + (0.1 * 0.1) / (4 * 0.0004));
    expect(log([1.6, 1.7], [1.7, 1.6])).toBeCloseTo(-1.7 + 2 * off, 8);
    expect(log([1.6, 1.7], [1.6, 1.7])).toBeCloseTo(-1.7 - 2 * off, 8);
    expect(log([1.6, 1.6], [1.6, 1.6])).toBeCloseTo(-1.7, 8);
  });

  it("is told by how well they could be told apart by place and velocity when that was hardest", () => {
    const apart = (squared: number): number =>
      log([1.6, 1.6], [1.6, 1.6], {}, (_a, _b, _state, meeting) => (meeting.apartness = squared));
    expect(apart(4)).toBeCloseTo(-1.7 - 2 * Math.log(2), 8);
    expect(apart(60)).toBeCloseTo(-1.7 - 2 * Math.log(16), 8);
  });

  it("is told less surely where one person's height differs from place to place, and never by millimetres", () => {
    const rough = log([1.6, 1.7], [1.7, 1.6], {}, (_a, _b, state) => (state.tallSpread = 0.0016));
    expect(rough).toBeCloseTo(-1.7 + 5 * Math.log(1 + 0.01 / 0.0064), 8);
    const fine = log([1.6, 1.7], [1.7, 1.6], {}, (_a, _b, state) => (state.tallSpread = 0));
    expect(fine).toBeCloseTo(-1.7 + 5 * Math.log(1 + 0.01 / 0.0004), 8);
  });

  it("is told by what sensors call them now, four sensors at the most", () => {
    const same = [1.6, 1.6] as const;
    const names = [
      ["1", "2", "3"],
      ["4", "5", "6"],
    ];
    const more = (after: (string | null)[][]): number => log(same, same, { before: names, after }) + 1.7;
    expect(more(names)).toBeCloseTo(-2.1, 8);
    expect(more([names[1]!, names[0]!])).toBeCloseTo(2.1, 8);
    expect(
      more([
        ["4", null, null],
        [null, null, null],
      ]),
    ).toBeCloseTo(0.7, 8);
    expect(
      more([
        [null, null, null],
        ["1", null, null],
      ]),
    ).toBeCloseTo(0.7, 8);
    expect(
      more([
        [null, "2", null],
        [null, null, null],
      ]),
    ).toBeCloseTo(-0.7, 8);
    expect(
      more([
        [null, null, null],
        [null, null, "6"],
      ]),
    ).toBeCloseTo(-0.7, 8);
    expect(
      more([
        ["1", "5", null],
        [null, null, null],
      ]),
    ).toBeCloseTo(0, 8);
    expect(
      more([
        ["7", "8", "9"],
        ["10", "11", "12"],
      ]),
    ).toBeCloseTo(0, 8);
  });

  it("is not told by what they were called before they had parted, nor by sensors that never called them anything", () => {
    const names = { before: [["1"], ["2"]], after: [["2"], ["1"]] };
    const stale = log([1.6, 1.6], [1.6, 1.6], names, (a, b, _state, { partedAt }) => {
      a.namedAt.fill(partedAt);
      b.namedAt.fill(partedAt);
    });
    expect(stale).toBeCloseTo(-1.7, 8);
  });

  it("is not told by the height of whom nobody sees, or has looked at ten times before", () => {
    const swapped = (change: Parameters<typeof log>[3]): number => log([1.6, 1.7], [1.7, 1.6], {}, change);
    expect(swapped((a) => (a.seenAt = now - 300))).toBeGreaterThan(0);
    expect(swapped((a) => (a.seenAt = now - 301))).toBeCloseTo(-1.7, 8);
    expect(swapped((_a, b) => (b.seenAt = now - 301))).toBeCloseTo(-1.7, 8);
    expect(swapped((_a, _b, _s, meeting) => Object.assign(meeting.likeA, { looks: 9 }))).toBeCloseTo(-1.7, 8);
    expect(swapped((_a, _b, _s, meeting) => Object.assign(meeting.likeB, { looks: 9 }))).toBeCloseTo(-1.7, 8);
  });

  it("is told less surely by a height that is not sure now, beyond 0.0003 m²", () => {
    const swapped = (change: Parameters<typeof log>[3]): number => log([1.6, 1.7], [1.7, 1.6], {}, change) + 1.7;
    const worth = (spread: number): number => 2.5 * Math.log(1 + 0.01 / (4 * spread));
    expect(swapped((a) => (a.motion.state[19] = 0.0001))).toBeCloseTo(2 * worth(0.0004), 8);
    expect(swapped((a) => (a.motion.state[19] = 0.0013))).toBeCloseTo(worth(0.0014) + worth(0.0004), 8);
    expect(swapped((_a, b) => (b.motion.state[19] = 0.0013))).toBeCloseTo(worth(0.0014) + worth(0.0004), 8);
  });
});

describe("how tall somebody is", () => {
  it("is the mean of looks, of the last two hundred at most", () => {
    const state = createState(1);
    state.now = now;
    const track = person(state, 1.5);
    resting(state, track);
    track.motion.state[4] = 1.6;
    resting(state, track);
    expect([track.tall, track.looks]).toEqual([expect.closeTo(1.55, 10), 2]);
    track.looks = 200;
    resting(state, track);
    expect([track.tall, track.looks]).toEqual([expect.closeTo(1.55025, 10), 200]);
    track.motion.state[19] = 0.01;
    resting(state, track);
    expect(track.tall).toBeCloseTo(1.55025, 10);
  });

  it("teaches from the eleventh look on how much it differs from place to place", () => {
    const state = createState(1);
    state.now = now;
    const track = person(state, 1.6);
    for (let look = 0; look < 10; look++) resting(state, track);
    track.motion.state[4] = 1.7;
    expect(state.tallSpread).toBe(0.0004);
    resting(state, track);
    expect(state.tallSpread).toBeCloseTo(0.0004 + 0.005 * (0.01 - 0.0004), 10);
  });
});
