import type { Product, StoreModel } from "@aisle/sdk/store";
import type { ScoredReceipts } from "../scoring/index.ts";
import { Baskets } from "./basket.ts";
import { nearestBody, type SeenPerson } from "./people.ts";
import { meanOf, type PlateSeries } from "./plate-series.ts";

/** What a first attempt does: a plate's load has gone to another level for half a second, by more than a threshold. */
const threshold = 12;
const calm = 500;
/** A plate is calm while its halves of that time are within so many grams. */
const wobble = 4;

interface Step {
  readonly at: number;
  readonly plate: number;
  readonly series: PlateSeries;
  readonly grams: number;
}

/**
 * Weight thresholds and the nearest body: each step of a plate is a count of its product, by whoever stands nearest;
 * what comes back is taken from that shopper's basket.
 */
export function byThreshold(
  model: StoreModel,
  series: readonly PlateSeries[],
  people: readonly SeenPerson[],
): ScoredReceipts {
  const baskets = new Baskets();
  const products = new Map<string, Product[]>();
  for (const { gtin, plates } of model.planogram) {
    const product = model.products.find((each) => each.gtin === gtin);
    for (const plate of plates) if (product) products.set(plate, [...(products.get(plate) ?? []), product]);
  }
  for (const { at, plate, series: own, grams } of series.flatMap(stepsOf).sort((a, b) => a.at - b.at)) {
    const place = model.shelves[own.shelf]?.plates[plate];
    if (place === undefined) continue;
    const off = ({ weight }: Product): number => Math.abs(Math.abs(grams) - weight * countOf(grams, weight));
    const best = (products.get(place.id) ?? []).toSorted((a, b) => off(a) - off(b))[0];
    const shopper = nearestBody(people, place.center, at - 1000, at);
    if (best === undefined || shopper === undefined || Math.abs(grams) < best.weight / 2) continue;
    if (grams < 0) baskets.add(shopper, best.gtin, countOf(grams, best.weight));
    else baskets.remove(shopper, best.gtin, countOf(grams, best.weight));
  }
  return baskets.receipts(people);
}

function countOf(grams: number, weight: number): number {
  return Math.max(1, Math.round(Math.abs(grams) / weight));
}

function stepsOf(series: PlateSeries): readonly Step[] {
  const half = Math.max(1, Math.round(calm / 2 / series.dt));
  const steps: Step[] = [];
  for (let plate = 0; plate < series.plates; plate++) {
    let level = meanOf(series, plate, 0, 2 * half);
    for (let k = 2 * half; k < series.samples; k += Math.max(1, half >> 1)) {
      const first = meanOf(series, plate, k - 2 * half, k - half);
      const second = meanOf(series, plate, k - half, k);
      if (Math.abs(first - second) > wobble) continue;
      const now = (first + second) / 2;
      if (Math.abs(now - level) > threshold)
        steps.push({ at: series.at + (k - 2 * half) * series.dt, plate, series, grams: now - level });
      // Small changes are drift.
      level = now;
    }
  }
  return steps;
}
