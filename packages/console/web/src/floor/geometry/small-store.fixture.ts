import type { StoreModel } from "@aisle/sdk/store";

/** A floor of 6 × 4 m with one shelf of two levels, a gate, a camera and two zones, one inside the other. */
export const smallStore: StoreModel = {
  name: "small",
  currency: "EUR",
  floor: [
    [0, 0],
    [6, 0],
    [6, 4],
    [0, 4],
  ],
  zones: [
    {
      id: "all",
      polygon: [
        [0, 0],
        [6, 0],
        [6, 4],
        [0, 4],
      ],
    },
    {
      id: "snacks",
      polygon: [
        [2, 1],
        [4, 1],
        [4, 3],
        [2, 3],
      ],
    },
  ],
  gates: [{ id: "gate-1", at: [0.5, 2], inward: [1, 0], width: 0.8, scanner: "scanner-1" }],
  cameras: [
    {
      id: "cam-1",
      width: 1_000,
      height: 800,
      fps: 10,
      K: [
        [500, 0, 500],
        [0, 500, 400],
        [0, 0, 1],
      ],
      // Straight down from (5, 1, 3).
      R: [
        [1, 0, 0],
        [0, -1, 0],
        [0, 0, -1],
      ],
      t: [-5, 1, 3],
    },
  ],
  ceilings: [],
  shelves: [
    {
      id: "g1",
      rateHz: 20,
      plates: [
        { id: "g1/s1/p1", center: [3, 3.5, 0.3], size: [0.4, 0.6], facing: [0, -1] },
        { id: "g1/s2/p1", center: [3, 3.5, 0.9], size: [0.4, 0.6], facing: [0, -1] },
        { id: "g1/s1/p2", center: [3.8, 3.5, 0.3], size: [0.4, 0.6], facing: [0, -1] },
      ],
    },
  ],
  products: [
    { gtin: "04006381333931", name: "Oat Bar", weight: 40, weightSd: 1, unitPrice: 129 },
    { gtin: "04006381333948", name: "Chocolate oat drink", weight: 500, weightSd: 3, unitPrice: 249 },
  ],
  planogram: [
    { gtin: "04006381333931", plates: ["g1/s1/p1"] },
    { gtin: "04006381333948", plates: ["g1/s2/p1"] },
    { gtin: "0000", plates: ["g1/s1/p2"] },
  ],
};
