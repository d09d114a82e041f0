import type { InteractionEvidence } from "@aisle/fusion";
import type { Product } from "@aisle/sdk/store";
import { percent } from "../ui/formats.ts";
import { signedGrams } from "./figures.ts";

type Items = InteractionEvidence["products"][number]["items"];

/** Finds a product, however many zeros its GTIN begins with. */
export type Products = (gtin: string) => Product | undefined;

/** Products by their GTIN. */
export function productsOf(products: readonly Product[]): Products {
  const fourteen = (gtin: string): string => gtin.padStart(14, "0");
  const byGtin = new Map(products.map((product) => [fourteen(product.gtin), product]));
  return (gtin) => byGtin.get(fourteen(gtin));
}

const verbs = { pick: "took", return: "put back" } as const;

/** `2 × Oat Bar and 1 × Milk`; with signs where some left and some came: `−1 × Oat Bar and +1 × Milk`. */
export function tellItems(items: Items, products: Products): string {
  if (items.length === 0) return "nothing";
  const mixed = items.some(({ count }) => count < 0) && items.some(({ count }) => count > 0);
  return items
    .map(({ gtin, count }) => {
      const sign = mixed ? (count < 0 ? "−" : "+") : "";
      return `${sign}${Math.abs(count)} × ${products(gtin)?.name ?? gtin}`;
    })
    .join(" and ");
}

/** What so many units would change on the plates, in grams, and how far off that may be: one standard deviation. */
export function weightOfItems(items: Items, products: Products): { readonly grams: number; readonly sd: number } {
  let grams = 0;
  let variance = 0;
  for (const { gtin, count } of items) {
    const product = products(gtin);
    grams += count * (product?.weight ?? 0);
    variance += Math.abs(count) * (product?.weightSd ?? 0) ** 2;
  }
  return { grams, sd: Math.sqrt(variance) };
}

/** What all plates of an interaction changed by together, in grams. */
export function measuredGrams(interaction: InteractionEvidence): number {
  return interaction.plates.reduce((sum, { grams }) => sum + grams, 0);
}

/** Plates of an interaction, the largest change first: `g3/s2/p1 and 2 more`. */
export function tellPlates(interaction: InteractionEvidence): string {
  const sorted = interaction.plates.toSorted((a, b) => Math.abs(b.grams) - Math.abs(a.grams));
  const [first] = sorted;
  if (first === undefined) return interaction.shelf;
  return sorted.length === 1 ? first.plate : `${first.plate} and ${String(sorted.length - 1)} more`;
}

/**
 * An interaction in words: who did what where, and how sure that is.
 *
 * @param bookedOn The session whose line it is looked at from; the likeliest one unless told.
 */
export function tellInteraction(
  interaction: InteractionEvidence,
  products: Products,
  bookedOn?: string,
): { readonly title: string; readonly sure: string } {
  const [goods] = interaction.products;
  const [likeliest] = interaction.sessions;
  const session = bookedOn ?? likeliest?.session ?? undefined;
  const where = tellPlates(interaction);
  const who = session ?? "Nobody who is known";
  const shopper = interaction.sessions.find((each) => each.session === (session ?? null));
  const sure = [
    signedGrams(measuredGrams(interaction)),
    ...(goods === undefined || interaction.kind === "touch" ? [] : [`goods ${percent(goods.probability)}`]),
    ...(shopper === undefined ? [] : [`shopper ${percent(shopper.probability)}`]),
  ].join(" · ");
  if (interaction.kind === "touch") return { title: `${who} touched ${where}`, sure };
  const what = goods === undefined ? "something" : tellItems(goods.items, products);
  const from = interaction.kind === "pick" ? "from" : "on";
  return { title: `${who} ${verbs[interaction.kind]} ${what} ${from} ${where}`, sure };
}
