import { gtin14, type PlateModel, type StoreModel } from "@aisle/sdk/store";
import { areNeighbours } from "../shelf/index.ts";

/** A product that may be met at a plate, and how naturally: 1 on its own plate, less beside it. */
export interface Offer {
  readonly product: number;
  readonly affinity: number;
}

/** What the interaction stage knows of the store: products by index, and which are to be expected at which plate. */
export interface Assortment {
  /** Grams a unit, and its variance from unit to unit. */
  readonly weight: Float64Array;
  readonly unitVariance: Float64Array;
  /** By shelf and plate: its own products and those of the plates beside it. */
  readonly offers: readonly (readonly (readonly Offer[])[])[];
  /** By shelf and plate: the plates side by side with it. */
  readonly beside: readonly (readonly (readonly number[])[])[];
}

/** How naturally a product is met on the plate next to its own: things lean over. */
const besideAffinity = 0.04;
/** A unit scatters by its own deviation, and by 0.8 % of its weight on top of that: fill, moisture, packaging. */
const scatter = 0.008;

/** Reads products and planogram once. Facings of plates or products that the store does not have are left out. */
export function createAssortment(model: StoreModel): Assortment {
  const index = new Map<string, number>();
  for (const [p, product] of model.products.entries()) {
    const gtin = gtin14(product.gtin);
    if (!index.has(gtin)) index.set(gtin, p);
  }
  const own = new Map<string, Set<number>>();
  for (const facing of model.planogram) {
    const product = index.get(gtin14(facing.gtin));
    if (product === undefined) continue;
    for (const plate of facing.plates) {
      const there = own.get(plate) ?? new Set();
      own.set(plate, there.add(product));
    }
  }
  const beside = model.shelves.map((shelf) => besideOf(shelf.plates));
  const offers = model.shelves.map(({ plates }, s) =>
    plates.map((plate, p) => {
      const found = new Map<number, number>();
      for (const product of own.get(plate.id) ?? []) found.set(product, 1);
      for (const q of beside[s]![p]!) {
        for (const product of own.get(plates[q]!.id) ?? []) if (!found.has(product)) found.set(product, besideAffinity);
      }
      return Array.from(found, ([product, affinity]) => ({ product, affinity }));
    }),
  );
  const weight = Float64Array.from(model.products, (product) => product.weight);
  const unitVariance = Float64Array.from(model.products, (product) => {
    const own = scatter * product.weight;
    return product.weightSd * product.weightSd + own * own;
  });
  return { weight, unitVariance, offers, beside };
}

/** By plate: the plates side by side with it, in their order. */
function besideOf(plates: readonly PlateModel[]): number[][] {
  return plates.map((plate, p) => {
    const list: number[] = [];
    for (let q = 0; q < plates.length; q++) if (q !== p && areNeighbours(plate, plates[q]!)) list.push(q);
    return list;
  });
}
