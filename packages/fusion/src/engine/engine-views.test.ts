import type { Pose, Reading, StorePoint } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { describe, expect, it } from "vitest";
import { createEngine, type Engine } from "./engine.ts";

const t0 = 1_700_000_000_000;
/** An open store with one plate, whose front edge is reached at (1, 3.5). */
const model: StoreModel = {
  name: "corner",
  currency: "EUR",
  floor: [
    [0, 0],
    [6, 0],
    [6, 6],
    [0, 6],
  ],
  zones: [],
  gates: [],
  cameras: [],
  ceilings: [{ id: "above", fps: 15 }],
  shelves: [
    { id: "g1", rateHz: 50, plates: [{ id: "g1/p1", center: [1, 3.6, 1.2], size: [0.3, 0.4], facing: [0, -1] }] },
  ],
  products: [],
  planogram: [],
};

const person = (x: number, y: number, id: number, wrist: StorePoint): Pose => ({
  head: [x, y, 1.6],
  score: 0.9,
  id,
  wrists: [wrist],
});

/** Two people before the plate for three seconds; the first one's hand is in it from 1.0 s to 1.5 s. */
function watched(): Engine {
  const engine = createEngine(model);
  for (let k = 0; k < 60; k++) {
    const at = t0 + k * 50;
    const reaching = k >= 20 && k <= 30;
    const objects = [person(0.8, 3, 1, reaching ? [1, 3.5, 1.3] : [0.8, 2.8, 0.9]), person(2.5, 3, 2, [2.5, 2.8, 0.9])];
    const reading = { device: "above", kind: "camera", type: "poses", at, receivedAt: at, run: 1, seq: k + 1 };
    engine.observe({ ...reading, data: { objects } } as Reading);
  }
  return engine;
}

describe("what the engine tells of a moment", () => {
  it("shows people with the hands that were seen", () => {
    const people = watched().people(t0 + 1300);
    expect(people).toHaveLength(2);
    expect(people[0]?.hands).toEqual([[1, 3.5, 1.3]]);
    expect(people[1]?.hands).toEqual([[2.5, 2.8, 0.9]]);
  });

  it("measures how near each came to a plate, with a hand where one was seen", () => {
    const engine = watched();
    const [first, second] = engine.reach("g1/p1", [t0 + 1200, t0 + 2300, t0 + 9000]);
    expect(first).toMatchObject({ person: engine.people()[0]?.id, session: expect.any(String) });
    expect(first?.hand).toEqual([true, true, false]);
    expect(first?.distance[0]).toBeLessThan(0.1);
    expect(first?.distance[1]).toBeGreaterThan(0.5);
    expect(first?.distance[2]).toBeNull();
    expect(second?.distance[0]).toBeGreaterThan(1);
  });

  it("counts a hand 200 ms before and after", () => {
    const engine = watched();
    // The hand was in the plate until 1.5 s.
    const [first] = engine.reach("g1/p1", [t0 + 1690, t0 + 1720]);
    expect(first?.distance[0]).toBeLessThan(0.1);
    expect(first?.distance[1]).toBeGreaterThan(0.5);
  });

  it("measures only those who are asked for, and nothing at a plate that is not there", () => {
    const engine = watched();
    const id = engine.people()[1]!.id;
    expect(engine.reach("g1/p1", [t0 + 1100, t0 + 1300], new Set([id])).map((each) => each.person)).toEqual([id]);
    expect(engine.reach("g9/p1", [t0 + 1100, t0 + 1300])).toEqual([]);
  });

  it("changes nothing by being asked", () => {
    const asked = watched();
    asked.people();
    asked.reach("g1/p1", [t0 + 1100, t0 + 1300]);
    expect(asked.snapshot()).toEqual(watched().snapshot());
  });
});

describe("what the engine says of its sensors", () => {
  it("names each camera and pose sensor; one that stands alone is as its model says", () => {
    expect(watched().sensors()).toEqual({ above: { clock: 0, turned: 0, shifted: 0, sightings: 0 } });
  });

  it("tells clocks of two sensors apart", () => {
    const engine = createEngine({ ...model, ceilings: [...model.ceilings, { id: "beside", fps: 20 }] });
    for (let k = 0; k < 1600; k++) {
      const at = t0 + k * 25;
      const device = k % 2 === 0 ? "above" : "beside";
      const walker: Pose = { head: [3 + 2 * Math.sin(k / 60), 3 + 2 * Math.sin(k / 47), 1.6], score: 0.9, id: 1 };
      const data = { objects: [walker] };
      const shown = at + (device === "above" ? 90 : -90);
      const stamp = { at: shown, receivedAt: at + 120, device, run: 1, seq: k + 1 };
      engine.observe({ kind: "camera", type: "poses", ...stamp, data });
    }
    const { above, beside } = engine.sensors();
    expect(above?.clock).toBeGreaterThan(60);
    expect(beside?.clock).toBeLessThan(-60);
    expect(above?.sightings).toBeGreaterThan(50);
  });
});
