import type { Facing, Product } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";

/** Grams that look-alikes differ at most. */
const alikeGrams = 2;

/** Makes a share of the products weigh what the one before them on the shelves weighs, give or take 2 g. */
export function withLookAlikes(
  products: readonly Product[],
  planogram: readonly Facing[],
  share: number,
  chance: Chance,
): readonly Product[] {
  if (share === 0) return products;
  const placed = new Set(planogram.map(({ gtin }) => gtin));
  let before: Product | undefined;
  // Products stand on the shelves in the catalogue's order.
  return products.map((product) => {
    if (!placed.has(product.gtin)) return product;
    const like = before;
    const alike = chance.yes(share) && like !== undefined;
    const weight = alike ? like.weight + chance.between(-alikeGrams, alikeGrams) : product.weight;
    // The third in a row is like the first two at most by chance of its own.
    before = alike ? undefined : product;
    return { ...product, weight: Math.max(5, Math.round(weight * 10) / 10) };
  });
}
