import { expect, test } from "vitest";
import { planMoment } from "./moment.ts";
import { createScanRoom, layOut } from "./scan.ts";
import { createState, type TrackerState } from "./tracker-state.ts";
import { putTrack, t0 } from "./tracks.fixture.ts";
import { posed, testStore } from "./walkers.fixture.ts";

type Place = readonly [x: number, y: number];

const ceilings = ["a", "b", "c"].map((id) => ({ id, fps: 10 }));
const room = createScanRoom(testStore({ gates: [], cameras: [], ceilings }));

/** A store under three pose sensors with people believed to be at these places. */
function storeWith(...places: readonly Place[]): TrackerState {
  const state = createState(ceilings.length);
  state.now = t0;
  for (const [x, y] of places) putTrack(state, x, y, { confirmed: true });
  return state;
}

/** Whose each sighting of each frame is, frame by frame. */
function plan(state: TrackerState, ...frames: readonly (readonly Place[])[]): number[][] {
  const scans = frames.map((places, sensor) => ({ sensor, objects: places.map(([x, y]) => posed(x, y)) }));
  const looks = layOut(state, room, t0, scans);
  const found = planMoment(state, room, looks);
  if (found) return found.map((frame) => [...frame]);
  // The first look stands.
  return looks.map(({ seen, crowd, assignment }) =>
    Array.from({ length: seen.count }, (_, j) => crowd.track[assignment.owner[j]!] ?? -1),
  );
}

test("everybody has their own sighting in every frame, whom a frame does not show has none", () => {
  const people = storeWith([2, 3], [5, 3], [7, 5]);
  expect(
    plan(
      people,
      [
        [2, 3],
        [5, 3],
      ],
      [
        [5, 3],
        [2, 3],
      ],
      [[5, 3]],
    ),
  ).toEqual([[0, 1], [1, 0], [1]]);
});

test("newcomers come after those who are known, and who stands where nobody can is nobody's", () => {
  const people = storeWith([2, 3]);
  expect(
    plan(
      people,
      [
        [6, 1],
        [2, 3],
      ],
      [
        [-3, 3],
        [6, 1],
      ],
    ),
  ).toEqual([
    [1, 0],
    [-1, 1],
  ]);
});

test("what the first frame alone takes for a newcomer is asked once more from where the other frames have people", () => {
  const people = storeWith([4, 3]);
  expect(plan(people, [[4.75, 3]])[0]![0]).toBeGreaterThan(0);
  expect(plan(people, [[4.75, 3]], [[4.4, 3]], [[4.4, 3]])).toEqual([[0], [0], [0]]);
});

test("where nobody is new the first look stands, and says of nobody where they are", () => {
  const people = storeWith([0.1, 3]);
  const before = structuredClone(people);
  expect(plan(people, [[-0.65, 3]], [[-0.35, 3]], [[-0.35, 3]])).toEqual([[-1], [0], [0]]);
  expect(people).toEqual(before);
});
