import { describe, expect, it } from "vitest";
import { createHitTest } from "./hit-test.ts";
import { planOf } from "./plan.ts";
import { smallStore } from "./small-store.fixture.ts";
import { toScreen } from "./view.ts";

const view = { x: 20, y: 500, scale: 100 };
const hits = createHitTest(planOf(smallStore));
const somebody = { id: 7, x: 1, y: 1, deviation: 0.1, session: null };
const at = (x: number, y: number, people = [somebody], reach = 8) =>
  hits.at(view, people, ...toScreen(view, x, y), reach);

describe("what is under the pointer", () => {
  it("is the nearest person within reach", () => {
    expect(at(1.1, 1)).toEqual({ kind: "person", id: 7 });
    expect(at(1.1, 1, [somebody, { ...somebody, id: 8, x: 1.12 }])).toEqual({ kind: "person", id: 8 });
    expect(at(1.5, 1)).toBeUndefined();
  });

  it("is the level of the shelf that is drawn there", () => {
    expect(at(3, 3.3)).toEqual({ kind: "plate", id: "g1/s1/p1" });
    expect(at(3, 3.7)).toEqual({ kind: "plate", id: "g1/s2/p1" });
    expect(at(3.8, 3.7)).toEqual({ kind: "plate", id: "g1/s1/p2" });
  });

  it("is the shelf between its plates, the camera and the gate near them", () => {
    expect(at(3.4, 3.5)).toEqual({ kind: "device", id: "g1" });
    expect(at(5.05, 1)).toEqual({ kind: "camera", id: "cam-1" });
    expect(at(0.55, 2.35)).toEqual({ kind: "gate", id: "gate-1" });
  });

  it("is the person before the plate where both are", () => {
    expect(at(3, 3.3, [{ ...somebody, x: 3, y: 3.3 }])).toEqual({ kind: "person", id: 7 });
  });

  it("reaches farther for a finger than for a mouse", () => {
    expect(at(0.66, 2)).toBeUndefined();
    expect(at(0.66, 2, [], 18)).toEqual({ kind: "gate", id: "gate-1" });
  });
});
