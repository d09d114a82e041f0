import type { PlateModel } from "@aisle/sdk/store";
import { describe, expect, it } from "vitest";
import { areNeighbours, findNeighbours } from "./neighbours.ts";
import { createRooms } from "./rooms.ts";
import { rowOfPlates } from "./shelf-signal.fixture.ts";

const plate = (x: number, y: number, z = 1, facing: readonly [number, number] = [0, -1]): PlateModel => ({
  ...{ id: "p", center: [x, y, z], size: [0.1, 0.4], facing },
});
const first = plate(0, 0);

describe("plates side by side", () => {
  it("have at most 6 cm between their edges, and 8 cm of height", () => {
    expect([0.159, -0.159, 0.161, -0.161].map((x) => areNeighbours(first, plate(x, 0)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([0.459, -0.459, 0.461, -0.461].map((y) => areNeighbours(first, plate(0, y)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([0.079, -0.079, 0.081, -0.081].map((z) => areNeighbours(first, plate(0.1, 0, 1 + z)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("may have different widths and depths", () => {
    const wide: PlateModel = { ...plate(0.25, 0.3), size: [0.3, 0.2] };
    expect(areNeighbours(first, wide)).toBe(true);
    expect(areNeighbours(first, { ...wide, center: [0.27, 0.3, 1] })).toBe(false);
    expect(areNeighbours(first, { ...wide, center: [0.25, 0.37, 1] })).toBe(false);
  });

  it("look the same way within 45 degrees", () => {
    const turned = (degrees: number) => {
      const a = (degrees * Math.PI) / 180;
      return plate(0.1, 0, 1, [Math.sin(a), -Math.cos(a)]);
    };
    expect([44, -44, 46, 180].map((degrees) => areNeighbours(first, turned(degrees)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("are measured along the front, whichever way it looks", () => {
    const west = (x: number, y: number) => plate(x, y, 1, [-1, 0]);
    expect(areNeighbours(west(0, 0), west(0, 0.15))).toBe(true);
    expect(areNeighbours(west(0, 0), west(0, 0.17))).toBe(false);
    expect(areNeighbours(west(0, 0), west(0.45, 0))).toBe(true);
    const askew = (x: number, y: number) => plate(x, y, 1, [0.6, -0.8]);
    expect(areNeighbours(askew(0, 0), askew(0.12, 0.09))).toBe(true);
    expect(areNeighbours(askew(0, 0), askew(0.144, 0.108))).toBe(false);
    expect(areNeighbours(askew(0, 0), askew(0.27, -0.36))).toBe(true);
    expect(areNeighbours(askew(0, 0), askew(0.3, -0.4))).toBe(false);
  });

  it("are listed for each plate", () => {
    const { start, list } = findNeighbours(rowOfPlates(4).shelves[0]!);
    expect([...start]).toEqual([0, 1, 3, 5, 6]);
    expect([...list]).toEqual([1, 0, 2, 1, 3, 2]);
  });
});

describe("the rooms of a store", () => {
  const row = rowOfPlates(3, [20, 10, 4]);

  it("lie one after the other", () => {
    const [a, b] = createRooms({ ...row, shelves: [...row.shelves, ...rowOfPlates(2).shelves] });
    expect([a?.shelf, a?.offset, a?.plates]).toEqual([0, 0, 3]);
    expect([b?.shelf, b?.offset, b?.plates]).toEqual([1, 3, 2]);
  });

  it("take an interest in two fifths of the lightest product there, in 2 g at least and 6 g at most", () => {
    expect([...createRooms(row)[0]!.least]).toEqual([6, 4, 2]);
    const both = [...row.planogram, { gtin: row.products[1]!.gtin, plates: ["g1/s1/p1", "g1/s1/p3"] }];
    expect([...createRooms({ ...row, planogram: both })[0]!.least]).toEqual([4, 4, 2]);
    expect([...createRooms({ ...row, planogram: both.slice().reverse() })[0]!.least]).toEqual([4, 4, 2]);
  });

  it("compare GTINs as 14 digits, and know nothing of products that are not there", () => {
    const products = [{ ...row.products[1]!, gtin: "042" }];
    const facing = (gtin: string) => [{ gtin, plates: ["g1/s1/p2"] }];
    const least = (gtin: string) => [...createRooms({ ...row, products, planogram: facing(gtin) })[0]!.least];
    // Two fifths of the most that is of interest where no product is known.
    expect(least("00000000000042")).toEqual([2.4000000000000004, 4, 2.4000000000000004]);
    expect(least("43")).toEqual([2.4000000000000004, 2.4000000000000004, 2.4000000000000004]);
  });
});
