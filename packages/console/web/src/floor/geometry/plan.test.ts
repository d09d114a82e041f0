import { describe, expect, it } from "vitest";
import { planOf } from "./plan.ts";
import { area } from "./polygon.ts";
import { smallStore } from "./small-store.fixture.ts";

describe("the plan of a store", () => {
  const plan = planOf(smallStore);

  it("knows each plate's shelf, level and products, and leaves out products nobody knows", () => {
    const plate = plan.plateById.get("g1/s2/p1");
    expect(plate).toMatchObject({
      shelf: "g1",
      band: { level: 2, levels: 2 },
      products: [{ name: "Chocolate oat drink" }],
    });
    expect(plan.plateById.get("g1/s1/p2")?.products).toEqual([]);
  });

  it("lays a gate across the way in", () => {
    expect(plan.gates[0]?.left).toEqual([0.5, 2.4]);
    expect(plan.gates[0]?.right).toEqual([0.5, 1.6]);
  });

  it("puts the narrowest zone first", () => {
    expect(plan.zones.map(({ model }) => model.id)).toEqual(["snacks", "all"]);
  });

  it("cuts what a camera sees off at the walls", () => {
    // Straight down from 3 m it sees 6 × 4.8 m, of which 4 × 3.4 m lie on the floor.
    expect(area(plan.cameras[0]!.footprint)).toBeCloseTo(4 * 3.4);
  });

  it("makes room for a camera on the wall, not for one across the street", () => {
    const at = (x: number) => ({ ...smallStore, cameras: [{ ...smallStore.cameras[0]!, t: [-x, 1, 3] as const }] });
    expect(planOf(at(7)).bounds.maxX).toBe(7);
    expect(planOf(at(70)).bounds.maxX).toBe(6);
  });
});
