import type { InteractionEvidence } from "@aisle/fusion";
import { gtin14, type StoreModel } from "@aisle/sdk/store";

/** Names of a store's products by GTIN; one that the store does not have is called by its number. */
export function productNames(model: StoreModel): (gtin: string) => string {
  const names = new Map(model.products.map(({ gtin, name }) => [gtin14(gtin), name]));
  return (gtin) => names.get(gtin14(gtin)) ?? gtin;
}

/**
 * What an interaction was decided to be: the likeliest products that fit its kind. The likeliest of all may be others,
 * for what is decided is weighed together with who it was.
 */
export function decidedOf({
  kind,
  products,
}: InteractionEvidence): InteractionEvidence["products"][number] | undefined {
  return products.find(({ items }) => kindOf(items) === kind) ?? products[0];
}

/** Which kind of interaction moves these items. */
export function kindOf(items: InteractionEvidence["products"][number]["items"]): InteractionEvidence["kind"] {
  if (items.length === 0) return "touch";
  return items.some(({ count }) => count < 0) ? "pick" : "return";
}

/** What an interaction was believed to be in a few words, such as `2 × Oat Bar from g3/s2/p1`. */
export function interactionWords(interaction: InteractionEvidence, nameOf: (gtin: string) => string): string {
  const { kind, plates } = interaction;
  const places =
    plates.length > 2
      ? `${plates[0]?.plate} and ${plates.length - 1} more`
      : plates.map(({ plate }) => plate).join(" and ");
  const items = decidedOf(interaction)?.items ?? [];
  if (kind === "touch" || items.length === 0) return `touch at ${places}`;
  const list = (sign: 1 | -1): string =>
    items
      .filter(({ count }) => count * sign > 0)
      .map(({ gtin, count }) => `${Math.abs(count)} × ${nameOf(gtin)}`)
      .join(", ");
  const [left, came] = [list(-1), list(1)];
  if (left === "") return `${came} back to ${places}`;
  return came === "" ? `${left} from ${places}` : `${left} from and ${came} to ${places}`;
}

/** A probability in whole percent, such as `93 %`. */
export function percent(probability: number): string {
  return `${Math.round(probability * 100)} %`;
}
