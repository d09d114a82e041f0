import type { Product, StoreModel } from "@aisle/sdk/store";

/** Weights of where and of how much, and the deviation of a weight in grams. */
const whereShare = 0.8;
const weightShare = 0.2;
const deviation = 10;
/** Less than this of a unit is nothing. */
const leastUnit = 0.4;

/** What lies where, as the rules believe it: it grows by what is put back. */
export class Planogram {
  readonly #products: ReadonlyMap<string, Product>;
  readonly #plates = new Map<string, Set<string>>();

  constructor({ products, planogram }: StoreModel) {
    this.#products = new Map(products.map((product) => [product.gtin, product]));
    for (const { gtin, plates } of planogram) this.#plates.set(gtin, new Set(plates));
  }

  product(gtin: string): Product | undefined {
    return this.#products.get(gtin);
  }

  add(gtin: string, plates: Iterable<string>): void {
    const own = this.#plates.get(gtin) ?? new Set<string>();
    this.#plates.set(gtin, own);
    for (const plate of plates) own.add(plate);
  }

  /** Products that lie on one of these plates. */
  on(plates: Iterable<string>): readonly Product[] {
    const asked = new Set(plates);
    return [...this.#plates].flatMap(([gtin, own]) => {
      const product = this.#products.get(gtin);
      return product !== undefined && [...own].some((plate) => asked.has(plate)) ? [product] : [];
    });
  }

  /** Whether some product lies on both. */
  isShared(one: string, other: string): boolean {
    return [...this.#plates.values()].some((own) => own.has(one) && own.has(other));
  }

  /** Share of the change that is on the product's plates. */
  share(gtin: string, changes: ReadonlyMap<string, number>): number {
    let all = 0;
    let own = 0;
    for (const [plate, grams] of changes) {
      all += Math.abs(grams);
      if (this.#plates.get(gtin)?.has(plate)) own += Math.abs(grams);
    }
    return own / all;
  }
}

/** The product that a loss of `grams` (above 0) is, and how many; `undefined` where none fits. */
export function taken(
  planogram: Planogram,
  changes: ReadonlyMap<string, number>,
  grams: number,
): { readonly gtin: string; readonly count: number } | undefined {
  let best: { readonly gtin: string; readonly count: number } | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const { gtin, weight } of planogram.on(changes.keys())) {
    if (grams < leastUnit * weight) continue;
    const count = Math.max(1, Math.round(grams / weight));
    const score = whereShare * planogram.share(gtin, changes) + weightShare * overlap(grams - count * weight);
    if (score <= most) continue;
    most = score;
    best = { gtin, count };
  }
  return best;
}

/** What of a basket a gain of `grams` fits best; `undefined` where nothing is held or it is too little for all of it. */
export function returned(
  planogram: Planogram,
  held: ReadonlyMap<string, number>,
  grams: number,
): { readonly gtin: string; readonly count: number } | undefined {
  let best: { readonly gtin: string; readonly count: number } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [gtin, most] of held) {
    const weight = planogram.product(gtin)?.weight;
    if (weight === undefined || grams < leastUnit * weight) continue;
    const count = Math.min(most, Math.max(1, Math.round(grams / weight)));
    const off = Math.abs(grams - count * weight);
    if (off >= least) continue;
    least = off;
    best = { gtin, count };
  }
  return best;
}

/** Area that two normal densities of the same deviation share whose means are `off` apart: erfc(|off| / (2 √2 σ)). */
function overlap(off: number): number {
  return erfc(Math.abs(off) / (2 * Math.SQRT2 * deviation));
}

/** Complementary error function for x ≥ 0, to 1.5e-7 (Abramowitz and Stegun 7.1.26). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return poly * Math.exp(-x * x);
}
