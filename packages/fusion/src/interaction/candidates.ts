import type { WeightChange } from "../shelf/weight-change.ts";
import type { Assortment } from "./assortment.ts";
import { isAt, isOn, type Misplaced } from "./misplaced.ts";

/** How the store stands before a change: who has something can put it back, what lies somewhere can be taken. */
export interface InteractionContext {
  /** Units by product index, over all open sessions. */
  readonly held: ReadonlyMap<number, number>;
  /** Units that lie where they do not belong. */
  readonly misplaced: readonly Misplaced[];
}

/** A product that may be part of a change. */
export interface Candidate {
  readonly product: number;
  /** Units it can be, at most: what is held for a return, what lies there for a misplaced one. */
  readonly units: number;
  /** Cost that does not depend on how many: place, and whether anybody holds it. */
  readonly penalty: number;
  /** Share of the change's grams that lies where this product is at home. */
  readonly share: number;
}

const anyNumber = 12;
/** How natural any place of the store is for a return; a quarter of the things put back are put back wrongly. */
const strayAffinity = 0.02;
/** How natural it is to find a misplaced unit where it was left. */
const leftAffinity = 0.5;
/** How natural it is to take it, and only the plate beside moves. */
const leftBesideAffinity = 0.05;
/** Cost of a return that nobody who is known could have made. */
const unheldCost = 9;

/** The products that may explain a change, in the order of their indices. */
export function findCandidates(assortment: Assortment, change: WeightChange, context: InteractionContext): Candidate[] {
  let grams = 0;
  let sum = 0;
  for (const { delta } of change.plates) {
    grams += Math.abs(delta);
    sum += delta;
  }
  const share = new Map<number, number>();
  for (const { plate, delta } of change.plates) {
    for (const offer of assortment.offers[change.shelf]?.[plate] ?? []) {
      share.set(offer.product, (share.get(offer.product) ?? 0) + (offer.affinity * Math.abs(delta)) / grams);
    }
  }
  const units = new Map<number, number>();
  for (const product of share.keys()) units.set(product, anyNumber);
  if (sum > 0) {
    for (const [product, count] of context.held) {
      if (count > 0) share.set(product, Math.max(share.get(product) ?? 0, strayAffinity));
      units.set(product, Math.max(units.get(product) ?? 0, count));
    }
  } else {
    for (const heap of context.misplaced) {
      if (!isAt(heap, assortment, change)) continue;
      const affinity = isOn(heap, change) ? leftAffinity : leftBesideAffinity;
      share.set(heap.product, Math.max(share.get(heap.product) ?? 0, affinity));
      units.set(heap.product, (units.get(heap.product) ?? 0) + 1);
    }
  }
  const found: Candidate[] = [];
  for (const [product, part] of share) {
    const held = context.held.get(product) ?? 0;
    const penalty = -2 * Math.log(Math.min(1, part)) + (sum > 0 && held === 0 ? unheldCost : 0);
    found.push({ product, units: units.get(product) ?? anyNumber, penalty, share: part });
  }
  return found.sort((a, b) => a.product - b.product);
}
