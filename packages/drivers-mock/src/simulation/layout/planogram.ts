import type { Facing, PlateModel, Product, ShelfModel } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";
import { dimensions, type GondolaPlace } from "./floor-plan.ts";

/** One gondola as a shelf of plates: `g<gondola>/s<level, 1 = lowest>/p<plate, from its left end>`. */
export function makeShelf(place: GondolaPlace, platesPerLevel: number, rateHz: number): ShelfModel {
  const d = dimensions;
  const width = (d.plateWidth * d.platesPerLevel) / platesPerLevel;
  const plates: PlateModel[] = [];
  for (let level = 0; level < d.levels; level++)
    for (let plate = 0; plate < platesPerLevel; plate++)
      plates.push({
        id: `${place.id}/s${level + 1}/p${plate + 1}`,
        center: [
          millimetres(place.x0 + (plate + 0.5) * width),
          millimetres(place.front - (place.facing * d.gondolaDepth) / 2),
          millimetres(d.lowestLevel + level * d.levelStep),
        ],
        size: [millimetres(width), d.gondolaDepth],
        facing: [0, place.facing],
      });
  return { id: place.id, rateHz, plates };
}

/**
 * Fills every level from its left end with products of one to three plates each. Where the catalogue is used up,
 * it starts again: some products then lie in two places.
 */
export function makePlanogram(
  shelves: readonly ShelfModel[],
  products: readonly Product[],
  chance: Chance,
  perLevel: number,
): Facing[] {
  const plates = new Map<string, string[]>(products.map((product) => [product.gtin, []]));
  let left = shelves.reduce((sum, shelf) => sum + shelf.plates.length, 0);
  let next = 0;
  for (const shelf of shelves)
    for (let start = 0; start < shelf.plates.length; start += perLevel)
      for (let at = 0; at < perLevel; ) {
        const product = products[next % products.length];
        // Never so wide that a product which is still to come finds no plate.
        const spare = next < products.length ? left - (products.length - next - 1) : left;
        const span = Math.max(1, Math.min(chance.whole(1, 3), perLevel - at, spare));
        for (const plate of shelf.plates.slice(start + at, start + at + span))
          plates.get(product?.gtin ?? "")?.push(plate.id);
        at += span;
        left -= span;
        next++;
      }
  return [...plates].filter(([, held]) => held.length > 0).map(([gtin, held]) => ({ gtin, plates: held }));
}

/** Rounded to a millimetre, so that the model reads well. */
export function millimetres(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}
