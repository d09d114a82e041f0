import { gtin14, type StoreModel } from "@aisle/sdk/store";
import type { ShelfRoom } from "./grouping.ts";
import { findNeighbours } from "./neighbours.ts";

/** Share of the lightest product's weight that a change must have to be of interest, and the bounds of that in grams. */
const share = 0.4;
const leastGrams = 2;
const mostGrams = 6;

/** Lays the plates of all shelves one after the other. */
export function createRooms(model: StoreModel): readonly ShelfRoom[] {
  const weights = new Map(model.products.map((product) => [gtin14(product.gtin), product.weight]));
  const lightest = new Map<string, number>();
  for (const facing of model.planogram) {
    const weight = weights.get(gtin14(facing.gtin));
    if (weight === undefined) continue;
    for (const plate of facing.plates) lightest.set(plate, Math.min(weight, lightest.get(plate) ?? weight));
  }
  let offset = 0;
  return model.shelves.map((shelf, index) => {
    const room: ShelfRoom = {
      shelf: index,
      plates: shelf.plates.length,
      offset,
      neighbours: findNeighbours(shelf),
      least: Float64Array.from(shelf.plates, (plate) =>
        Math.min(mostGrams, Math.max(leastGrams, share * (lightest.get(plate.id) ?? mostGrams))),
      ),
    };
    offset += shelf.plates.length;
    return room;
  });
}
