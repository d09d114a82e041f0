import { describe, expect, it } from "vitest";
import { createTracker } from "./tracker.ts";
import { posed, testStore } from "./walkers.fixture.ts";

/**
 * Two people stand at `places` under one pose sensor, which calls them 1 and 2 in its last so many looks until 2000. Then
 * nobody looks for `away` ms, and for a second it says that they stand there, or at `later`, under `ids`. Which track is
 * at each place in the end.
 */
function foundAgain(
  away: number,
  ids: readonly (number | undefined)[],
  places: readonly number[],
  later = places,
  looks = 20,
): (string | undefined)[] {
  const tracker = createTracker(testStore({ ceilings: [{ id: "ceiling", fps: 10 }], cameras: [] }));
  const look = (at: number, xs: readonly number[], names: readonly (number | undefined)[]): void => {
    tracker.observePoses(
      0,
      at,
      xs.map((x, k) => posed(x, 3, names[k])),
    );
    tracker.advance(at);
  };
  for (let at = 0; at <= 2000; at += 100) look(at, places, at > 2000 - 100 * looks ? [1, 2] : [10, 11]);
  const [first, second] = tracker.tracks().map(({ id }) => id);
  for (let at = 2000 + away; at <= 3000 + away; at += 100) look(at, later, ids);
  return later.map((place) => {
    const track = tracker.tracks().find(({ x }) => Math.abs(x - place) < 0.3)?.id;
    return track === first ? "first" : track === second ? "second" : undefined;
  });
}

describe("after nobody looked for a while", () => {
  it("is who has kept the sensor's id, though the other was nearer", () => {
    expect(foundAgain(3000, [2, 1], [3, 5], [3.2, 6])).toEqual(["second", "first"]);
  });

  it("is who is nearest, where the ids are others", () => {
    expect(foundAgain(3000, [7, 8], [3, 5], [3.2, 5.2])).toEqual(["first", "second"]);
  });

  it("is not who could not have walked there", () => {
    // 3.2 m apart; at 1.6 m/s, and with 0.6 m of slack, 3.16 m in 1.6 s and 3.32 m in 1.7 s.
    expect(foundAgain(1600, [2, 1], [2, 5.2])).toEqual(["first", "second"]);
    expect(foundAgain(1700, [2, 1], [2, 5.2])).toEqual(["second", "first"]);
  });

  it("is who is nearest, where the sensor had called them so in fewer than three looks", () => {
    expect(foundAgain(3000, [2, 1], [3, 5], [3, 5], 3)).toEqual(["second", "first"]);
    expect(foundAgain(3000, [2, 1], [3, 5], [3, 5], 2)).toEqual(["first", "second"]);
  });

  it("is looked at as ever, where somebody looked 1.2 s before", () => {
    expect(foundAgain(1200, [2, 1], [3, 5])).toEqual(["first", "second"]);
    expect(foundAgain(1201, [2, 1], [3, 5])).toEqual(["second", "first"]);
  });
});
