import type { PlateModel, StoreModel } from "@aisle/sdk/store";
import type { ScoredReceipts } from "../scoring/index.ts";
import { Baskets } from "./basket.ts";
import { nearestPart, type SeenPerson } from "./people.ts";
import type { PlateSeries } from "./plate-series.ts";
import { type LevelEvent, levelEvents } from "./winner-events.ts";
import { Planogram, returned, taken } from "./winner-products.ts";

/** A plate takes part with this share of the lightest product's weight. */
const partOfLightest = 1 / 3;

/**
 * The rules with which the AutoCheckout competition (CPS-IoT Week 2020) was won, written anew from their description:
 * active levels of shelves, changes split over plates, a score of place and weight, a planogram that learns what was put
 * back, and the nearest hand or head.
 */
export function byWinnersRules(
  model: StoreModel,
  series: readonly PlateSeries[],
  people: readonly SeenPerson[],
): ScoredReceipts {
  const baskets = new Baskets();
  const planogram = new Planogram(model);
  const plates = new Map(model.shelves.flatMap((shelf) => shelf.plates.map((plate) => [plate.id, plate])));
  const events = series.flatMap((own) => levelEvents(model, own)).sort((a, b) => a.from - b.from);
  for (const event of events) {
    for (const changes of partsOf(event, planogram)) {
      const grams = [...changes.values()].reduce((sum, each) => sum + each, 0);
      const shopper = nearestPart(people, middleOf(changes, plates), event.from, event.to);
      if (shopper === undefined) continue;
      if (grams < 0) {
        const found = taken(planogram, changes, -grams);
        if (found !== undefined) baskets.add(shopper, found.gtin, found.count);
      } else {
        const found = returned(planogram, baskets.of(shopper), grams);
        if (found === undefined) continue;
        baskets.remove(shopper, found.gtin, found.count);
        planogram.add(found.gtin, changes.keys());
      }
    }
  }
  return baskets.receipts(people);
}

/** Splits an event over the plates that changed enough; neighbours that share a product stay together. */
function partsOf({ changes }: LevelEvent, planogram: Planogram): readonly ReadonlyMap<string, number>[] {
  const lightest = Math.min(...planogram.on(changes.keys()).map(({ weight }) => weight));
  const parts: Map<string, number>[] = [];
  let last: string | undefined;
  for (const [plate, grams] of changes) {
    if (!(Math.abs(grams) >= partOfLightest * lightest)) {
      last = undefined;
      continue;
    }
    const part = parts.at(-1);
    const joins = last !== undefined && part !== undefined && planogram.isShared(last, plate);
    // What leaves one plate while another gains is two things.
    if (joins && Math.sign(part.get(last ?? "") ?? 0) === Math.sign(grams)) part.set(plate, grams);
    else parts.push(new Map([[plate, grams]]));
    last = plate;
  }
  return parts;
}

/** Where most of a change is. */
function middleOf(
  changes: ReadonlyMap<string, number>,
  plates: ReadonlyMap<string, PlateModel>,
): readonly [number, number, number] {
  const sum = [0, 0, 0, 0];
  for (const [id, grams] of changes) {
    const weight = Math.abs(grams);
    const [x, y, z] = plates.get(id)?.center ?? [0, 0, 0];
    for (const [k, value] of [x, y, z, 1].entries()) sum[k] = (sum[k] ?? 0) + weight * value;
  }
  const [x = 0, y = 0, z = 0, all = 1] = sum;
  return [x / all, y / all, z / all];
}
