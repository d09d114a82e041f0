import type { PlateModel } from "@aisle/sdk/store";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fanPlates, outlinesOf } from "./level-fan.ts";
import { area, inside } from "./polygon.ts";

function plate(id: string, x: number, z: number, facing: readonly [number, number] = [0, -1]): PlateModel {
  return { id, center: [x, 2, z], size: [0.2, 0.5], facing };
}

describe("the fan of levels", () => {
  it("gives a plate that is alone its whole place", () => {
    const [band] = fanPlates([plate("a", 1, 0.3)]);
    expect(band).toMatchObject({ level: 1, levels: 1, center: [1, 2] });
    expect(area(band!.corners)).toBeCloseTo(0.1);
  });

  it("lays the lowest level in front of the shopper and the top one at the back", () => {
    const bands = fanPlates([plate("top", 1, 1.4), plate("low", 1, 0.3), plate("mid", 1, 0.9)]);
    expect(bands.map(({ level }) => level)).toEqual([3, 1, 2]);
    const [top, low, mid] = bands.map(({ center }) => center[1]);
    // The shopper stands at a smaller y.
    expect(low).toBeLessThan(mid!);
    expect(mid).toBeLessThan(top!);
  });

  it("lets no two bands of a stack cover each other, whichever way it faces", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 7 }), fc.double({ min: 0, max: 6.28, noNaN: true }), (levels, angle) => {
        const facing = [Math.cos(angle), Math.sin(angle)] as const;
        const plates = Array.from({ length: levels }, (_, i) => plate(`s${i}`, 1, 0.3 * i, facing));
        const bands = fanPlates(plates);
        for (const [i, band] of bands.entries()) {
          expect(band.levels).toBe(levels);
          for (const [j, other] of bands.entries()) {
            expect(inside(other.corners, band.center[0], band.center[1])).toBe(i === j);
          }
        }
      }),
    );
  });

  it("keeps neighbours, backs and plates at the same height apart", () => {
    const bands = fanPlates([
      plate("a", 1, 0.3),
      plate("b", 1.2, 0.9),
      plate("back", 1, 0.9, [0, 1]),
      plate("c", 1.4, 0.31),
    ]);
    expect(bands.map(({ levels }) => levels)).toEqual([1, 1, 1, 1]);
  });

  it("finds the stack across the squares that it looks in", () => {
    const bands = fanPlates([plate("a", 0.99, 0.3), plate("b", 1.01, 0.9)]);
    expect(bands.map(({ level, levels }) => [level, levels])).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });
});

describe("the outline of a shelf", () => {
  it("is one box around its plates for each way they face", () => {
    const one = outlinesOf([plate("a", 1, 0.3), plate("b", 1.2, 0.3), plate("c", 1, 0.9)]);
    expect(one).toHaveLength(1);
    expect(area(one[0]!)).toBeCloseTo(0.4 * 0.5);
    expect(outlinesOf([plate("a", 1, 0.3), plate("b", 3, 0.3, [1, 0])])).toHaveLength(2);
    expect(outlinesOf([])).toEqual([]);
  });
});
