import type { World } from "./world.ts";

/** One thing a shopper means to do. */
export type Errand =
  | { readonly kind: "take"; readonly gtin: string; readonly count: number }
  /** Take something, look at it, put it back where it was. */
  | { readonly kind: "put-back"; readonly gtin: string }
  /** Take something, change one's mind, leave it wherever one is by then. */
  | { readonly kind: "misplace"; readonly gtin: string }
  | { readonly kind: "touch"; readonly gtin: string };

/** What one shopper means to do, in this order; `share` of the usual list. */
export function makeErrands(world: World, share: number): Errand[] {
  const { chance, settings, store } = world;
  const errands: Errand[] = [];
  const any = (): string | undefined => chance.some(store.products)?.gtin;
  // Evenly from 1 up, so that the longest list is about twice the mean.
  let units = Math.floor(chance.between(1, Math.max(2, 2 * settings.meanItems * share)));
  while (units > 0) {
    const gtin = any();
    if (gtin === undefined) return errands;
    const count = Math.min(units, chance.pick([1, 1, 1, 1, 1, 1, 2, 2, 3]));
    units -= count;
    const extra = any() ?? gtin;
    if (chance.yes(settings.touches)) errands.push({ kind: "touch", gtin: extra });
    if (chance.yes(settings.putBacks)) errands.push({ kind: "put-back", gtin: extra });
    if (chance.yes(settings.misplace)) errands.push({ kind: "misplace", gtin: extra });
    errands.push({ kind: "take", gtin, count });
  }
  return errands;
}
