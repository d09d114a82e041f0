import type { CameraModel, ShelfModel, StoreModel } from "@aisle/sdk/store";

/** Metres. */
export const floorSize = { width: 60, depth: 44 } as const;
const platesOfShelf = 25;
const shelvesOfRow = 10;
const rows = 8;
const camerasAcross = 10;
const camerasDeep = 5;

/** The shelves of one row of gondolas along the store, 2.5 m each, on five levels of five plates. */
function row(index: number): readonly ShelfModel[] {
  const y = 4 + index * 5;
  return Array.from({ length: shelvesOfRow }, (_, place) => {
    const id = `g${index * shelvesOfRow + place + 1}`;
    const plates = Array.from({ length: platesOfShelf }, (_, plate) => ({
      id: `${id}/p${plate + 1}`,
      center: [4 + place * 5 + (plate % 5) * 0.5, y, 0.3 + Math.floor(plate / 5) * 0.35] as const,
      size: [0.48, 0.4] as const,
      facing: [0, index % 2 === 0 ? 1 : -1] as const,
    }));
    return { id, rateHz: 20, plates };
  });
}

/** A camera under the ceiling that looks straight down. */
function camera(index: number): CameraModel {
  const x = (((index % camerasAcross) + 0.5) * floorSize.width) / camerasAcross;
  const y = ((Math.floor(index / camerasAcross) + 0.5) * floorSize.depth) / camerasDeep;
  return {
    ...{ id: `cam-${index + 1}`, width: 1280, height: 960, fps: 10 },
    K: [
      [700, 0, 640],
      [0, 700, 480],
      [0, 0, 1],
    ],
    R: [
      [1, 0, 0],
      [0, -1, 0],
      [0, 0, -1],
    ],
    t: [-x, y, 4],
  };
}

/** A large store: 2,000 plates on 80 shelves, 50 cameras, two gates. */
export const crowdedModel: StoreModel = {
  name: "crowded store",
  currency: "EUR",
  floor: [
    [0, 0],
    [floorSize.width, 0],
    [floorSize.width, floorSize.depth],
    [0, floorSize.depth],
  ],
  zones: Array.from({ length: rows - 1 }, (_, index) => ({
    id: `aisle-${index + 1}`,
    polygon: [
      [4, 5 + index * 5],
      [54, 5 + index * 5],
      [54, 8 + index * 5],
      [4, 8 + index * 5],
    ],
  })),
  gates: [10, 30].map((y, index) => ({ id: `gate-${index + 1}`, at: [0, y], inward: [1, 0], width: 1 })),
  cameras: Array.from({ length: camerasAcross * camerasDeep }, (_, index) => camera(index)),
  ceilings: [],
  shelves: Array.from({ length: rows }, (_, index) => row(index)).flat(),
  products: Array.from({ length: 200 }, (_, index) => ({
    gtin: `20000000${String(index).padStart(5, "0")}`,
    name: `Product ${index + 1}`,
    weight: 200 + index,
    weightSd: 2,
    unitPrice: 99 + index,
  })),
  planogram: [],
};
