import { expect, test } from "vitest";
import { createTracker } from "./tracker.ts";
import { posed, testStore } from "./walkers.fixture.ts";

const t0 = 1_700_000_000_000;

test("where somebody is, is as unsure as the longer axis of its ellipse, whichever way that lies", () => {
  const tracker = createTracker(testStore({ cameras: [], ceilings: [{ id: "a", fps: 10 }] }));
  tracker.observePoses(0, t0, [posed(2, 3)]);
  const [one] = tracker.tracks();
  const unsure = (xx: number, xy: number, yy: number): number => {
    const snapshot = tracker.snapshot();
    const { state } = snapshot.tracks[0]!.motion;
    [state[5], state[6], state[10]] = [xx, xy, yy];
    tracker.restore(snapshot);
    return tracker.deviation(one!.id)!;
  };
  expect(unsure(0.09, 0, 0.01)).toBeCloseTo(0.3, 12);
  expect(unsure(0.01, 0, 0.09)).toBeCloseTo(0.3, 12);
  expect(unsure(0.05, 0.04, 0.05)).toBeCloseTo(0.3, 12);
  expect(tracker.deviation(one!.id + 1)).toBeUndefined();
});
