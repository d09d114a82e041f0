import type { World } from "./world.ts";

/** One thing a shopper means to do. */
export type Errand =
  | { readonly kind: "take"; readonly gtin: string; readonly count: number }
  /** Take something, look at it, put it back where it was. */
  | { readonly kind: "put-back"; readonly gtin: string }
  /** Take something, change one's mind, leave it wherever one is by then. */
  | { readonly kind: "misplace"; readonly gtin: string }
  | { readonly kind: "touch"; readonly gtin: string }
  /** Take something, put it back, and take it after all. */
  | { readonly kind: "dither"; readonly gtin: string }
  /** Take something and keep the hand there for seconds; then, perhaps, leave some of it. */
  | { readonly kind: "hold"; readonly gtin: string; readonly count: number }
  /** Lean on a shelf. */
  | { readonly kind: "lean"; readonly gtin: string }
  /** Hold a hand before plates. */
  | { readonly kind: "browse"; readonly gtin: string };

/** What one shopper means to do, in this order; `share` of the usual list. */
export function makeErrands(world: World, share: number): Errand[] {
  const { chance, settings, store } = world;
  const errands: Errand[] = [];
  const any = (): string | undefined => wanted(chance.some(store.products)?.gtin, world);
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
    for (const [setting, kind] of asides)
      if (world.odds(setting).yes(settings[setting])) errands.push({ kind, gtin: extra });
    errands.push(taking(gtin, count, world));
  }
  return errands;
}

const asides = [
  ["leans", "lean"],
  ["browses", "browse"],
] as const;

/** How something on the list is taken. */
function taking(gtin: string, count: number, world: World): Errand {
  const { settings } = world;
  const dithers = world.odds("dithers").yes(settings.dithers);
  const holds = world.odds("holds").yes(settings.holds);
  if (holds) return { kind: "hold", gtin, count };
  return dithers ? { kind: "dither", gtin } : { kind: "take", gtin, count };
}

/** What everybody wants instead of `gtin`, where there is a rush: something of one bay. */
function wanted(gtin: string | undefined, world: World): string | undefined {
  const rush = world.odds("rush");
  if (!rush.yes(world.settings.rush)) return gtin;
  const bay = world.stockroom.shelves[Math.floor(world.stockroom.shelves.length / 2)];
  const there = world.stockroom.spots.filter((spot) => spot.shelf === bay && spot.gtin !== undefined);
  return rush.some(there)?.gtin ?? gtin;
}
