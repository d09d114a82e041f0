import type { WeightChange } from "../shelf/weight-change.ts";
import type { Assortment } from "./assortment.ts";

/** Where something lies that the planogram does not have there. */
export interface Lying {
  readonly shelf: number;
  readonly plate: number;
  readonly product: number;
  /** Put there by those who work here: it belongs there from now on, however many there are. */
  readonly stocked?: true;
}

/** A unit of a product that lies where the planogram does not have it. */
export interface Misplaced extends Lying {
  /** What it weighed when it was put there, in grams, and the variance of that. */
  readonly grams: number;
  readonly variance: number;
}

/** Whether a misplaced unit lies on the plates of a change, or beside them. */
export function isAt(unit: Lying, assortment: Assortment, change: WeightChange): boolean {
  if (unit.shelf !== change.shelf) return false;
  const beside = assortment.beside[unit.shelf]?.[unit.plate] ?? [];
  return change.plates.some(({ plate }) => plate === unit.plate || beside.includes(plate));
}

/** Whether a misplaced unit lies on one of the very plates of a change. */
export function isOn(unit: Lying, change: WeightChange): boolean {
  return unit.shelf === change.shelf && change.plates.some(({ plate }) => plate === unit.plate);
}

/** Whether a product belongs on one of the plates of a change. */
export function isAtHome(assortment: Assortment, change: WeightChange, product: number): boolean {
  const offers = assortment.offers[change.shelf];
  return change.plates.some(({ plate }) =>
    offers?.[plate]?.some((offer) => offer.product === product && offer.affinity === 1),
  );
}
