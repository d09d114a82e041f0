import type { Detection } from "@aisle/sdk";
import { expect, test } from "vitest";
import { cameraView } from "./camera-view.ts";
import { createSightings, type Seen, takeSightings } from "./sightings.ts";
import { posed, seenBy, testStore } from "./walkers.fixture.ts";

const camera = testStore().cameras[0]!;
const view = cameraView(camera);
const whole = (x: number, y: number): Detection => seenBy(camera, x, y)!;
const headless = (x: number, y: number): Detection => ({ box: whole(x, y).box, score: 0.9 });

test("each person of a scan is somewhere, as if they were of usual height", () => {
  const seen = createSightings();
  takeSightings(seen, view, [whole(4, 3), whole(3, 2)], false);
  expect([seen.count, seen.partial]).toEqual([2, [false, false]]);
  for (const [k, [x, y]] of [
    [4, 3],
    [3, 2],
  ].entries()) {
    expect([seen.x[k], seen.y[k]].map((each) => each!.toFixed(3))).toEqual([x!.toFixed(3), y!.toFixed(3)]);
  }
});

test("a box without a head is a part of somebody for a camera that shows heads, and a whole one for another", () => {
  const seen = createSightings();
  const partial = (heads: boolean, person: Seen): unknown => {
    takeSightings(seen, view, [person], heads);
    return seen.partial[0];
  };
  expect([partial(true, headless(4, 3)), partial(false, headless(4, 3)), partial(true, whole(4, 3))]).toEqual([
    ...[true, false, false],
  ]);
});

test("a box that is cut is a part of somebody for any camera", () => {
  const seen = createSightings();
  const [left, top, width, height] = whole(4, 3).box;
  takeSightings(seen, view, [headless(4, 3), { box: [left, top, width, height / 3], score: 0.9 }], false);
  expect([seen.count, seen.partial]).toEqual([2, [false, true]]);
});

test("what is no person, or nowhere, is left out, and the next takes its place", () => {
  const seen = createSightings();
  const cart = { ...whole(3, 2), class: "cart" };
  const person = { ...whole(4, 3), class: "person", id: 7 };
  const above: Detection = { box: [600, 0, 80, 720], score: 1 };
  const nowhere = posed(Number.NaN, 1);
  takeSightings(seen, view, [cart, above, person], false);
  expect([seen.count, seen.people[0]!.id]).toEqual([1, 7]);
  expect(seen.x[0]).toBeCloseTo(4, 3);
  takeSightings(seen, undefined, [whole(3, 2), nowhere, posed(1, 2)], false);
  expect([seen.count, seen.people[0]!.id, seen.x[0], seen.y[0]]).toEqual([1, undefined, 1, 2]);
  takeSightings(seen, view, [], true);
  expect(seen.count).toBe(0);
});

test("what sensors say of somebody is in one form, whatever they are and whoever was there before", () => {
  const seen = createSightings();
  const wrists = [[1, 2, 1]] as const;
  const read = (by: typeof view | undefined, person: Seen): unknown => {
    takeSightings(seen, by, [person], false);
    return { ...seen.people[0] };
  };
  expect(read(undefined, { ...posed(1, 2, 5), score: 0.7, wrists })).toEqual({
    ...{ id: 5, score: 0.7, box: undefined, headed: true, tall: posed(1, 2).head[2], wrists },
  });
  const { box } = whole(4, 3);
  expect(read(view, { box, score: 0.9 })).toEqual({
    ...{ id: undefined, score: 0.9, box, headed: false, tall: NaN, wrists: undefined },
  });
  expect(read(view, { ...whole(4, 3), id: "a" })).toMatchObject({ id: "a", headed: true, tall: NaN });
});

test("a scan of many people makes room", () => {
  const seen = createSightings();
  takeSightings(
    seen,
    undefined,
    Array.from({ length: 40 }, (_, k) => posed(k, 1)),
    false,
  );
  expect([seen.count, seen.x[39], seen.y[39]]).toEqual([40, 39, 1]);
});

test("whole people are in order of their place, and parts come after them", () => {
  const seen = createSightings();
  const places = [5, 2, 4, 3, 6] as const;
  takeSightings(seen, view, [...places.map((x) => ({ ...whole(x, 3) })), headless(4, 3), headless(3, 2)], true);
  expect([...seen.order.slice(0, seen.count)].slice(0, seen.wholes)).toEqual([1, 3, 2, 0, 4]);
  expect([...seen.order.slice(seen.wholes, seen.count)].sort()).toEqual([5, 6]);
  for (let k = 0; k < seen.wholes; k++) {
    expect([seen.lineX[k], seen.lineY[k]]).toEqual([seen.x[seen.order[k]!], seen.y[seen.order[k]!]]);
  }
});
