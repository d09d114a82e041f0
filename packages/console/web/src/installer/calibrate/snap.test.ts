import type { StoreModel } from "@aisle/sdk/store";
import { expect, it } from "vitest";
import { landmarksOf, snap } from "./snap.ts";

const store = {
  floor: [
    [0, 0],
    [5, 0],
    [5, 4],
    [0, 4],
  ],
  zones: [
    {
      id: "all",
      polygon: [
        [0, 0],
        [5, 0],
        [5, 4],
      ],
    },
  ],
  gates: [{ id: "gate-1", at: [0, 2], inward: [1, 0], width: 1 }],
  shelves: [
    {
      id: "g1",
      rateHz: 20,
      plates: [1, 2].map((z) => ({ id: `g1/s${z}`, center: [3, 3, z], size: [1, 0.5], facing: [0, -1] })),
    },
  ],
} as unknown as StoreModel;

it("plates, gates and the floor give their corners, each place once", () => {
  const found = landmarksOf(store);
  expect(found).toHaveLength(4 + 2 + 4);
  const places = found.map(({ at }) => at.map((part) => Math.round(part * 100) / 100));
  for (const corner of [
    [2.5, 2.75],
    [3.5, 3.25],
    [0, 1.5],
    [0, 2.5],
  ])
    expect(places).toContainEqual(corner);
});

it("a click snaps to the nearest landmark within reach, and to none beyond", () => {
  const found = landmarksOf(store);
  expect(snap(found, 0.1, 1.45, 0.3)?.name).toBe("gate-1, one post");
  expect(snap(found, 2, 1.5, 0.3)).toBeUndefined();
});
