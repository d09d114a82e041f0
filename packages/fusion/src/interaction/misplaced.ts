import type { WeightChange } from "../shelf/weight-change.ts";
import type { Assortment } from "./assortment.ts";
import type { ItemDelta } from "./hypothesis.ts";

/** Units of a product that lie where the planogram does not have them. */
export interface Misplaced {
  readonly shelf: number;
  readonly plate: number;
  readonly product: number;
  count: number;
}

/** How many misplaced heaps are remembered; the oldest are forgotten first. */
const most = 512;

/** Remembers units that came to plates where they do not belong. */
export function notePlaced(
  list: Misplaced[],
  assortment: Assortment,
  change: WeightChange,
  items: readonly ItemDelta[],
): void {
  const plate = change.plates[0]?.plate;
  if (plate === undefined) return;
  const offers = assortment.offers[change.shelf]?.[plate] ?? [];
  for (const { product, count } of items) {
    if (count <= 0 || offers.some((offer) => offer.product === product && offer.affinity === 1)) continue;
    const known = list.find((it) => it.shelf === change.shelf && it.plate === plate && it.product === product);
    if (known) known.count += count;
    else list.push({ shelf: change.shelf, plate, product, count });
  }
  if (list.length > most) list.splice(0, list.length - most);
}

/** Forgets misplaced units that left again. */
export function noteTaken(
  list: Misplaced[],
  assortment: Assortment,
  change: WeightChange,
  items: readonly ItemDelta[],
): void {
  for (const { product, count } of items) {
    if (count >= 0) continue;
    const k = list.findIndex((it) => it.product === product && isAt(it, assortment, change));
    const heap = list[k];
    if (!heap) continue;
    heap.count += count;
    if (heap.count <= 0) list.splice(k, 1);
  }
}

/** Whether a misplaced heap lies on the plates of a change, or beside them. */
export function isAt(heap: Misplaced, assortment: Assortment, change: WeightChange): boolean {
  if (heap.shelf !== change.shelf) return false;
  const beside = assortment.beside[heap.shelf]?.[heap.plate] ?? [];
  return change.plates.some(({ plate }) => plate === heap.plate || beside.includes(plate));
}
