import { isAisleError } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { addPlace, addWrist } from "./track-history.ts";
import { createTracker, type Tracker } from "./tracker.ts";
import type { Track, TrackerState } from "./tracker-state.ts";
import { putTrack, stateAt, t0 } from "./tracks.fixture.ts";
import { posed, testStore } from "./walkers.fixture.ts";

/** Two pose sensors and no cameras. */
const store = testStore({
  cameras: [],
  ceilings: [
    { id: "a", fps: 10 },
    { id: "b", fps: 10 },
  ],
});

/** A tracker that knows what a state says. */
function knowing(fill: (state: TrackerState) => void, model = store): Tracker {
  const state = stateAt();
  fill(state);
  const tracker = createTracker(model);
  tracker.restore(state);
  return tracker;
}

const refusal = (act: () => void): unknown[] => {
  try {
    act();
  } catch (error) {
    if (!isAisleError(error)) throw error;
    return [error.code, error.category, error.message, (error.remedy ?? "").length > 20];
  }
  return [];
};

describe("what a tracker refuses", () => {
  it("is told with what there is, and what to do", () => {
    const mixed = createTracker(testStore({ ceilings: [{ id: "a", fps: 10 }] }));
    const message = (sensor: number): string =>
      `The store model has no sensor ${sensor}; it has 2 cameras and 1 pose sensors.`;
    expect(refusal(() => mixed.observePoses(1, t0, []))).toEqual(["fusion.sensor-unknown", "usage", message(3), true]);
    // A camera that there is not is none of the pose sensors.
    expect(refusal(() => mixed.observeDetections(2, t0, []))[2]).toBe(message(3));
    const other = "The snapshot is of a store with 2 sensors; this one has 3.";
    expect(refusal(() => mixed.restore(stateAt()))).toEqual(["fusion.snapshot-invalid", "input", other, true]);
  });
});

describe("everybody", () => {
  it("is told with place, speed, and the deviation in the worse of two directions", () => {
    const tracker = knowing((state) => {
      const track = putTrack(state, 1, 2, { confirmed: true, bornAt: t0 - 50, seenAt: t0 - 20, at: t0 - 10 });
      track.motion.state[2] = 0.5;
      track.motion.state[3] = -0.25;
      track.motion.state[5] = 0.05;
      track.motion.state[6] = -0.02;
      track.motion.state[10] = 0.02;
      putTrack(state, 5, 5);
    });
    const [one, other] = tracker.tracks();
    expect(one).toEqual({
      ...{ id: 1, x: 1, y: 2, vx: 0.5, vy: -0.25, at: t0 - 10, confirmed: true, bornAt: t0 - 50, seenAt: t0 - 20 },
    });
    expect(other).toMatchObject({ id: 2, x: 5, confirmed: false });
    expect(tracker.deviation(1)).toBeCloseTo(Math.sqrt(0.06), 9);
    expect(tracker.deviation(2)).toBeCloseTo(0.1, 9);
    expect(tracker.deviation(3)).toBeUndefined();
  });
});

describe("where somebody was", () => {
  /** Somebody at (1, 2) until `t0`, who walks 1 m/s along x by what is known since. */
  const walking = (changes: Partial<Track> = {}): Tracker =>
    knowing((state) => {
      state.now = t0 + 400;
      const track = putTrack(state, 1, 2, { at: t0, ...changes });
      track.motion.state[2] = 1;
      track.motion.state[3] = -0.5;
      addPlace(track.places, t0 - 1000, 0, 2);
      addPlace(track.places, t0, 1, 2);
    });

  it("is where they went while places are kept, and goes on by the motion until now", () => {
    const tracker = walking();
    expect(tracker.positionAt(1, t0 - 500)).toEqual({ x: 0.5, y: 2 });
    expect(tracker.positionAt(1, t0 + 200)).toEqual({ x: 1.2, y: 1.9 });
    expect(tracker.positionAt(1, t0 + 400)).toEqual({ x: 1.4, y: 1.8 });
    expect(tracker.positionAt(1, t0 + 401)).toBeUndefined();
    expect(tracker.positionAt(1, t0 - 1001)).toBeUndefined();
    expect(tracker.positionAt(2, t0)).toBeUndefined();
  });

  it("is not told beyond that of who may have left, nor past their end", () => {
    expect(walking({ doubted: true }).positionAt(1, t0 + 1)).toBeUndefined();
    expect(walking({ doubted: true }).positionAt(1, t0)).toEqual({ x: 1, y: 2 });
    const ended = knowing((state) => {
      state.now = t0 + 400;
      const [gone] = [putTrack(state, 1, 2, { at: t0, endedAt: t0 + 100 })];
      state.tracks.pop();
      state.ended.push(gone);
      addPlace(gone.places, t0, 1, 2);
    });
    expect([ended.positionAt(1, t0 + 100), ended.positionAt(1, t0 + 101)]).toEqual([{ x: 1, y: 2 }, undefined]);
    expect(ended.tracks()).toEqual([]);
  });

  it("is what hands and reaches are asked by, and nobody unknown has any", () => {
    const tracker = knowing((state) => {
      const track = putTrack(state, 1, 2, { at: t0 });
      for (const at of [t0 - 400, t0 - 200, t0]) addPlace(track.places, at, 1, 2);
      addWrist(track.wrists, t0 - 100, -1, 1.3, 2.2, 1);
    });
    expect(tracker.handsAt(1, t0)).toEqual([[1.3, 2.2, 1]]);
    expect(tracker.handsAt(1, t0 + 9000)).toEqual([]);
    expect(tracker.handsAt(7, t0)).toEqual([]);
    const point = [1.3, 2.2, 1] as const;
    expect(tracker.reach(1, point, t0 - 200, t0)).toMatchObject({ wristSeen: true, distance: expect.closeTo(0.1, 6) });
    expect(tracker.reach(7, point, t0 - 200, t0)).toBeUndefined();
    expect(tracker.nearness(1, point, [t0 - 100])).toBeDefined();
    expect(tracker.nearness(7, point, [t0 - 100])).toBeUndefined();
  });
});

describe("time", () => {
  it("goes on, never back, nor to the end of all times", () => {
    const tracker = knowing(() => undefined);
    for (const at of [t0 - 1, Infinity, Number.NaN]) tracker.advance(at);
    expect(tracker.snapshot().now).toBe(t0);
    tracker.advance(t0 + 1);
    expect(tracker.snapshot().now).toBe(t0 + 1);
  });

  it("is not told by scans without one, nor twice by the same sensor", () => {
    const tracker = knowing(() => undefined);
    for (const at of [Number.NaN, Infinity, -Infinity]) tracker.observePoses(0, at, [posed(3, 3)]);
    expect(tracker.tracks()).toEqual([]);
    tracker.observePoses(0, t0, [posed(3, 3)]);
    tracker.observePoses(0, t0, [posed(6, 3)]);
    expect(tracker.tracks()).toHaveLength(1);
    tracker.observePoses(1, t0, [posed(6, 3)]);
    expect(tracker.tracks()).toHaveLength(2);
  });

  it("may be 300 ms old: older scans say nothing, and a hundred of them in a row that the clock was set back", () => {
    const tracker = knowing((state) => {
      putTrack(state, 1, 2, { confirmed: true, odds: 6 });
      putTrack(state, 6, 2);
      const [gone] = [putTrack(state, 6, 5, { confirmed: true, endedAt: t0 })];
      state.tracks.pop();
      state.ended.push(gone);
      state.close = [{ a: 1, b: 2, since: t0 }];
      const like = { tall: 1.7, looks: 50, names: [] };
      const times = { apartness: 1, alikeAt: t0, partedAt: -1 };
      state.meetings = [{ a: 1, b: 2, likeA: like, likeB: like, ...times }];
      state.lookedAt = state.housekeptAt = t0;
    });
    tracker.observePoses(0, t0 - 301, [posed(4, 4)]);
    expect([tracker.snapshot().stale, tracker.tracks().length]).toEqual([1, 2]);
    tracker.observePoses(0, t0 - 300, []);
    expect(tracker.snapshot().stale).toBe(0);
    for (let k = 1; k < 100; k++) tracker.observePoses(0, t0 - 9000 + k, [posed(4, 4)]);
    expect([tracker.snapshot().stale, tracker.tracks().length]).toEqual([99, 2]);
    tracker.drainEvents();
    tracker.observePoses(0, t0 - 8900, [posed(4, 4)]);
    const state = tracker.snapshot();
    expect(tracker.drainEvents()).toEqual([{ type: "ended", track: 1, at: t0 }]);
    expect(state.tracks.map(({ bornAt }) => bornAt)).toEqual([t0 - 8900]);
    expect(state).toMatchObject({ now: t0 - 8900, lookedAt: t0 - 8900, housekeptAt: t0 - 8900, stale: 0 });
    expect([state.ended, state.close, state.meetings]).toEqual([[], [], []]);
  });
});
