import type { Detection } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { bodyBox } from "./body-box.ts";
import { cameraView } from "./camera-view.ts";
import { gather } from "./crowd.ts";
import { createLook, type Look } from "./look.ts";
import { innovate } from "./motion.ts";
import { bring, score, scoreChosen } from "./pairing.ts";
import { createSensor } from "./sensor-state.ts";
import { type Seen, takeSightings } from "./sightings.ts";
import { statureWorth } from "./stature.ts";
import type { Track } from "./tracker-state.ts";
import { measureAt, putTrack, stateAt, t0 } from "./tracks.fixture.ts";
import { posed, testStore } from "./walkers.fixture.ts";

const view = cameraView(testStore().cameras[0]!);

/** A scan at `t0` of these people, whom it may concern and nothing of who is who. */
function lookAt(tracks: readonly Track[], people: readonly Seen[], camera = false): Look {
  const look = Object.assign(createLook(createSensor()), { view: camera ? view : undefined, at: t0 });
  takeSightings(look.seen, look.view, people, camera);
  gather(look.crowd, tracks, undefined);
  return look;
}

/** By track and sighting, what the pair gains. */
function gainsOf(look: Look, tracks: readonly Track[], people: number): number[] {
  score(look, tracks);
  const { from, column, gain } = look.assignment;
  const table = new Array<number>(tracks.length * people).fill(0);
  tracks.forEach((_, i) => {
    for (let k = from[i]!; k < from[i + 1]!; k++) table[i * people + column[k]!] = gain[k]!;
  });
  return table;
}

/** What it gains to pair each track with each sighting of a scan at `t0`. */
function gains(tracks: readonly Track[], people: readonly Seen[], camera = false, rate?: number): number[] {
  const look = lookAt(tracks, people, camera);
  if (rate !== undefined) look.own.rates[3] = rate;
  return gainsOf(look, tracks, people.length);
}
const one = (x: number, changes: Partial<Track> = {}): Track =>
  putTrack(stateAt(), x, 3, { confirmed: true, ...changes });
const gain = (track: Track, person: Seen = posed(4, 3), rate?: number): number =>
  gains([track], [person], false, rate)[0]!;

describe("what it gains to take a sighting for somebody", () => {
  it("is how likely they are to be seen, against a false alarm in a hundred square metres, and to be measured there", () => {
    const told = { logDensity: 0, squared: 0 };
    const measure = measureAt(4, 3).main;
    Object.assign(measure, { rxx: 0.0064, ryy: 0.0064 });
    innovate(one(4.1).motion, measure, 0, 30, told);
    const head = posed(4, 3).head[2];
    const there = told.logDensity + statureWorth(one(4.1).motion, head);
    expect(gain(one(4.1))).toBeCloseTo(Math.log(0.85 / (0.15 * 0.01)) + there, 9);
    expect(gain(one(4.1), posed(4, 3), 0.999)).toBeCloseTo(Math.log(0.97 / (0.03 * 0.01)) + there, 9);
    expect(gain(one(4.1), posed(4, 3), 0.001)).toBeCloseTo(Math.log(0.02 / (0.98 * 0.01)) + there, 9);
  });

  it("is 3 less for whom nobody believes yet", () => {
    expect(gain(one(4.1)) - gain(one(4.1, { confirmed: false }))).toBeCloseTo(3, 9);
  });

  it("is more by a kept name: 2 at most for a sensor that measures places, half of it after five scans, for 5 s", () => {
    const more = (name: string | number, scans: number, age: number): number => {
      const track = one(4.1, { names: [name, null] });
      track.namedFor[0] = scans;
      track.namedAt[0] = t0 - age;
      return gain(track, posed(4, 3, 7)) - gain(one(4.1));
    };
    expect(more(7, 5, 4999)).toBeCloseTo(1, 9);
    expect(more(7, 995, 0)).toBeCloseTo((2 * 995) / 1000, 9);
    expect([more(7, 5, 5000), more(8, 5, 0)]).toEqual([0, 0]);
  });

  it("is nothing 2.5 m off in either direction, however little is known, nor where it can hardly be", () => {
    const vague = (x: number, y: number): number => {
      const track = putTrack(stateAt(), 4 + x, 3 + y, { confirmed: true });
      track.motion.state[5] = track.motion.state[10] = 4;
      return gain(track);
    };
    for (const way of [1, -1]) {
      expect([vague(2.49 * way, 0) > 0, vague(2.51 * way, 0), vague(0, 2.51 * way)]).toEqual([true, 0, 0]);
    }
    expect([gain(one(4.2)) > 0, gain(one(5))]).toEqual([true, 0]);
  });

  it("is told for each of them with each sighting", () => {
    const state = stateAt();
    const tracks = [putTrack(state, 2, 3, { confirmed: true }), putTrack(state, 5, 3, { confirmed: true })];
    const table = gains(tracks, [posed(5, 3), posed(2, 3), posed(7.9, 3)]);
    expect(table.map((each) => each > 0)).toEqual([false, true, false, true, false, false]);
    expect(gains(tracks, [])).toEqual([]);
  });

  it("is judged at the time of the scan", () => {
    const track = one(3.8, { at: t0 - 200 });
    track.motion.state[2] = 1;
    const still = one(4);
    expect(gain(track)).toBeGreaterThan(0);
    expect([track.at, track.motion.state[0]]).toEqual([t0, 4]);
    const ahead = one(4.2, { at: t0 + 200 });
    ahead.motion.state[2] = 1;
    expect(gain(ahead)).toBeCloseTo(gain(still), 0);
    expect(ahead.at).toBe(t0 + 200);
  });
});

describe("a pair that is chosen already", () => {
  it("gains what it would have gained among all others", () => {
    const state = stateAt();
    const tracks = [2, 5, 5.2, 3.9].map((x) => putTrack(state, x, 3, { confirmed: true }));
    const look = lookAt(tracks, [posed(5.1, 3), posed(2, 3), posed(7.9, 3)]);
    const all = gainsOf(look, tracks, 3);
    look.assignment.chosen.set([1, 0, -1, 2]);
    look.assignment.gained.fill(-1);
    scoreChosen(look, tracks);
    expect(all[1]).toBeGreaterThan(0);
    expect([...look.assignment.gained.subarray(0, 4)]).toEqual([all[1], all[3], -1, 0]);
  });

  it("is not looked at where a part of somebody was chosen", () => {
    const tracks = [one(4)];
    const look = lookAt(tracks, [{ box: [100, 100, 50, 50], score: 1 }], true);
    look.assignment.chosen[0] = 0;
    look.assignment.gained[0] = 5;
    scoreChosen(look, tracks);
    expect(look.assignment.gained[0]).toBe(5);
  });
});

describe("a part of somebody", () => {
  const body = { left: 0, top: 0, right: 0, bottom: 0 };
  bodyBox(view, 4, 3, 1.6, body);
  const [width, height] = [body.right - body.left, body.bottom - body.top];
  const part = (dx: number, dy: number, share = 0.5): Detection => ({
    ...{ box: [body.left + dx * width, body.top + dy * height, width, share * height], score: 1 },
  });
  const fits = (person: Detection, changes: Partial<Track> = {}): number =>
    gains([one(4, changes)], [person], true)[0]!;

  it("gains four times what it fits above a half, and half a unit where somebody is believed there", () => {
    expect(fits(part(0, 0))).toBeCloseTo(4 * 0.35 + 0.5, 6);
    expect(fits(part(0, 0.5))).toBeCloseTo(4 * 0.35 + 0.5, 6);
    expect(fits(part(0, 0), { confirmed: false })).toBeCloseTo(4 * 0.35, 6);
  });

  it("gains nothing where it fits less, or shows nobody", () => {
    expect(fits(part(0.25, 0))).toBeCloseTo(4 * (0.7 * 0.75 + 0.3 * 0.375 - 0.5) + 0.5, 6);
    expect([fits(part(0.45, 0)), fits(part(3, 0))]).toEqual([0, 0]);
    expect(gains([one(-9)], [part(0, 0)], true)).toEqual([0]);
  });
});

describe("somebody whom time brings on", () => {
  const after = (ms: number, changes: Partial<Track>): Track => {
    const track = one(4, { at: t0, seenAt: t0, ...changes });
    track.motion.state[2] = 1;
    bring(track, t0 + ms);
    return track;
  };

  it("walks on as they did, and never back in time", () => {
    expect(after(500, {})).toMatchObject({ at: t0 + 500 });
    expect(after(500, {}).motion.state[0]).toBeCloseTo(4.5, 12);
    expect([after(-100, {}).at, after(-100, {}).motion.state[0]]).toEqual([t0, 4]);
  });

  it("comes to a stop once they were missed, or have not been seen for a second", () => {
    const fading = 4 + 0.4 * (1 - Math.exp(-0.5 / 0.4));
    expect(after(500, { missedAt: t0 + 1 }).motion.state[0]).toBeCloseTo(fading, 12);
    expect(after(500, { missedAt: t0 }).motion.state[0]).toBeCloseTo(4.5, 12);
    expect(after(500, { seenAt: t0 - 1001 }).motion.state[0]).toBeCloseTo(fading, 12);
    expect(after(500, { seenAt: t0 - 1000 }).motion.state[0]).toBeCloseTo(4.5, 12);
  });
});
