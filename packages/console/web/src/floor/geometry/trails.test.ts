import { describe, expect, it } from "vitest";
import type { PersonFrame } from "../../../../src/wire/index.ts";
import { Trails, trailPoints, trailStep } from "./trails.ts";

function person(id: number, x: number): PersonFrame {
  return { id, x, y: 0, deviation: 0.1, session: null };
}

describe("trails", () => {
  it("keep the last points, the newest at the head, and no more than fit", () => {
    const trails = new Trails();
    for (let i = 0; i < 100; i++) trails.add(i * trailStep, [person(1, i)]);
    const trail = trails.of(1)!;
    expect(trail.count).toBe(trailPoints);
    expect(trail.x[trail.head]).toBe(99);
    expect(trail.x[(trail.head + 1) % trailPoints]).toBe(100 - trailPoints);
  });

  it("take a point no oftener than their step, however often the floor is drawn", () => {
    const trails = new Trails();
    for (let t = 0; t <= 500; t += 10) trails.add(t, [person(1, t)]);
    expect(trails.of(1)?.count).toBe(4);
  });

  it("forget everybody when the moment jumps, back or far ahead", () => {
    const trails = new Trails();
    trails.add(10_000, [person(1, 0)]);
    trails.add(9_000, [person(2, 0)]);
    expect(trails.of(1)).toBeUndefined();
    trails.add(20_000, [person(3, 0)]);
    expect(trails.of(2)).toBeUndefined();
    expect(trails.of(3)?.count).toBe(1);
  });

  it("forget whoever has been away for as long as a trail is", () => {
    const trails = new Trails();
    trails.add(0, [person(1, 0), person(2, 0)]);
    for (let t = 500; t <= 4_000; t += 500) trails.add(t, [person(2, 0)]);
    expect(trails.of(1)).toBeUndefined();
    expect(trails.of(2)).toBeDefined();
  });
});
