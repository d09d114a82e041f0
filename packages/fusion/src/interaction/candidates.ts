import type { WeightChange } from "../shelf/weight-change.ts";
import type { Assortment } from "./assortment.ts";
import { isAt, isOn, type Lying } from "./misplaced.ts";

/** How the store stands before a change: who has something can put it back, what lies somewhere can be taken. */
export interface InteractionContext {
  /** Units by product index, over all open sessions. */
  readonly held: ReadonlyMap<number, number>;
  /** Units that lie where they do not belong. */
  readonly misplaced: readonly Lying[];
  /** By somebody who works here: they bring what nobody holds, anywhere, and move whole cases. */
  readonly byStaff?: boolean;
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
  /** Comes with nothing else in one movement. */
  readonly isAlone?: true;
}

const anyNumber = 12;
/** Those who work here move so many at once, at most. */
const wholeCase = 100;
/** How natural any place of the store is for a return; a quarter of the things put back are put back wrongly. */
const strayAffinity = 0.02;
/** How natural it is to find a misplaced unit where it was left. */
const leftAffinity = 0.5;
/** How natural it is to take it, and only the plate beside moves. */
const leftBesideAffinity = 0.05;
/** How natural it is that those who work here give a plate to another product, whichever it is. */
const newAffinity = 0.2;
/** How natural the planogram's product still is where another one was stocked, and that one where only the plate beside moves. */
const replacedAffinity = 0.3;
const stockedBesideAffinity = 0.15;
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
  const most = context.byStaff ? wholeCase : anyNumber;
  const stocked = context.misplaced.filter((heap) => heap.stocked && isAt(heap, assortment, change));
  const share = new Map<number, number>();
  for (const { plate, delta } of change.plates) {
    const isReplaced = stocked.some((heap) => heap.plate === plate);
    for (const { product, affinity } of assortment.offers[change.shelf]?.[plate] ?? []) {
      const still = isReplaced ? affinity * replacedAffinity : affinity;
      share.set(product, (share.get(product) ?? 0) + (still * Math.abs(delta)) / grams);
    }
  }
  for (const heap of stocked) {
    const affinity = isOn(heap, change) ? 1 : stockedBesideAffinity;
    share.set(heap.product, Math.max(share.get(heap.product) ?? 0, affinity));
  }
  const units = new Map<number, number>();
  for (const product of share.keys()) units.set(product, most);
  const atHand = new Set(share.keys());
  if (sum > 0) {
    for (const [product, count] of context.held) {
      if (count > 0) share.set(product, Math.max(share.get(product) ?? 0, strayAffinity));
      units.set(product, Math.max(units.get(product) ?? 0, count));
      atHand.add(product);
    }
    if (context.byStaff) {
      for (let product = 0; product < assortment.weight.length; product++) {
        if (!share.has(product)) share.set(product, newAffinity / assortment.weight.length);
        units.set(product, most);
      }
    }
  } else {
    for (const heap of context.misplaced) {
      if (heap.stocked || !isAt(heap, assortment, change)) continue;
      const affinity = isOn(heap, change) ? leftAffinity : leftBesideAffinity;
      share.set(heap.product, Math.max(share.get(heap.product) ?? 0, affinity));
      units.set(heap.product, (units.get(heap.product) ?? 0) + 1);
      atHand.add(heap.product);
    }
  }
  const found: Candidate[] = [];
  for (const [product, part] of share) {
    const isUnheld = sum > 0 && !context.byStaff && (context.held.get(product) ?? 0) === 0;
    const penalty = -2 * Math.log(Math.min(1, part)) + (isUnheld ? unheldCost : 0);
    const alone = !atHand.has(product) && { isAlone: true as const };
    found.push({ product, units: units.get(product) ?? most, penalty, share: part, ...alone });
  }
  return found.sort((a, b) => a.product - b.product);
}
