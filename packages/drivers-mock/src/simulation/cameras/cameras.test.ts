import type { CameraModel } from "@aisle/sdk/store";
import { describe, expect, it } from "vitest";
import { createChance } from "../chance/index.ts";
import { makeStore, planFloor } from "../layout/index.ts";
import { resolveSettings } from "../settings.ts";
import { positionOf, projector } from "./projection.ts";
import { hiddenByBody, hiddenBySolid } from "./sight.ts";

describe("the cameras of a simulated store", () => {
  it("see every place where people shop with at least two cameras", () => {
    for (const [aisles, bays] of [
      [1, 1],
      [2, 2],
      [3, 4],
    ] as const) {
      const plan = planFloor(aisles, bays);
      const { cameras } = makeStore(plan, resolveSettings({ products: 50 }), createChance(1));
      expect(cameras.length).toBeGreaterThanOrEqual(4);
      let places = 0;
      let twice = 0;
      for (const room of plan.walkable.slice(0, 2 + aisles))
        for (let x = room.x0; x <= room.x1; x += 0.25)
          for (let y = room.y0; y <= room.y1; y += 0.25) {
            places++;
            if (cameras.filter((camera) => sees(camera, x, y, 1.2)).length >= 2) twice++;
          }
      expect(twice / places).toBeGreaterThan(0.97);

      function sees(camera: CameraModel, x: number, y: number, z: number): boolean {
        const p = projector(camera)(x, y, z);
        return (
          p.depth > 0.3 &&
          p.u >= 0 &&
          p.u < camera.width &&
          p.v >= 0 &&
          p.v < camera.height &&
          !hiddenBySolid(positionOf(camera), x, y, z, plan.solids)
        );
      }
    }
  });

  it("hang where their matrices say, and look down", () => {
    const plan = planFloor(2, 2);
    for (const camera of makeStore(plan, resolveSettings({ products: 50 }), createChance(1)).cameras) {
      const [x, y, z] = positionOf(camera);
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(plan.width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(plan.depth);
      expect(z).toBeGreaterThan(2.5);
      expect(camera.R[2][2]).toBeLessThan(0);
      const low = projector(camera)(plan.width / 2, plan.depth / 2, 0.2).v;
      expect(projector(camera)(plan.width / 2, plan.depth / 2, 1.8).v).toBeLessThan(low);
    }
  });
});

describe("what hides a point from a camera", () => {
  const eye = [0, 0, 3] as const;

  it("is furniture in between, as far up as it reaches", () => {
    const shelf = { x0: 2, x1: 3, y0: -1, y1: 1, height: 1.75 };
    expect(hiddenBySolid(eye, 4, 0, 0.5, [shelf])).toBe(true);
    expect(hiddenBySolid(eye, 12, 0, 2.9, [shelf])).toBe(false);
    expect(hiddenBySolid(eye, 1.5, 0, 0.5, [shelf])).toBe(false);
    expect(hiddenBySolid(eye, 4, 4, 0.5, [shelf])).toBe(false);
  });

  it("is somebody nearer, not somebody behind or beside", () => {
    const body = { x: 2, y: 0, height: 1.8 };
    expect(hiddenByBody(eye, 4, 0, 0.3, body)).toBe(true);
    expect(hiddenByBody(eye, 4, 0, 2.8, body)).toBe(false);
    expect(hiddenByBody(eye, 1.5, 0, 0.3, body)).toBe(false);
    expect(hiddenByBody(eye, 4, 2, 0.3, body)).toBe(false);
  });
});
