import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWalkable, planFloor } from "../layout/index.ts";
import { createSimulation } from "../simulation.ts";
import { findRoute } from "./route.ts";

const startsAt = Date.UTC(2030, 0, 7, 8);

describe("a route through the store", () => {
  it("ends where it should and never goes through furniture", () => {
    const plan = planFloor(3, 2);
    const places = plan.walkable.slice(0, 2 + plan.aisles.length);
    const place = fc.tuple(
      fc.constantFrom(...places),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(place, place, ([a, ax, ay], [b, bx, by]) => {
        const from = [a.x0 + ax * (a.x1 - a.x0), a.y0 + ay * (a.y1 - a.y0)] as const;
        const to = [b.x0 + bx * (b.x1 - b.x0), b.y0 + by * (b.y1 - b.y0)] as const;
        const route = findRoute(plan, from, to);
        expect(route.at(-1)).toEqual(to);
        let [x, y] = from;
        for (const [nx, ny] of route) {
          for (let share = 0; share <= 1; share += 0.02)
            expect(isWalkable(plan, [x + share * (nx - x), y + share * (ny - y)])).toBe(true);
          [x, y] = [nx, ny];
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("people in the store", () => {
  it("keep to the floor, walk at a human pace, and seldom stand in each other", () => {
    const plan = planFloor(2, 2);
    const before = new Map<string, readonly [number, number]>();
    const frames = new Map<number, (readonly [number, number])[]>();
    const simulation = createSimulation({
      seed: 4,
      startsAt,
      until: startsAt + 90_000,
      shoppersPerMinute: 30,
      onPosition: (person, at, x, y) => {
        const last = before.get(person);
        if (last !== undefined) {
          expect(isWalkable(plan, [x, y])).toBe(true);
          expect(Math.hypot(x - last[0], y - last[1])).toBeLessThan(0.2 * 1.6);
        }
        before.set(person, [x, y]);
        frames.set(at, [...(frames.get(at) ?? []), [x, y]]);
      },
    });
    expect([...simulation.readings()].length).toBeGreaterThan(500);
    let pairs = 0;
    let overlapping = 0;
    for (const places of frames.values())
      places.forEach((a, index) => {
        for (const b of places.slice(index + 1)) {
          pairs++;
          if (Math.hypot(a[0] - b[0], a[1] - b[1]) < 0.3) overlapping++;
        }
      });
    expect(pairs).toBeGreaterThan(1000);
    expect(overlapping / pairs).toBeLessThan(0.02);
  });
});
