import type { Chance } from "../chance/index.ts";
import type { Bearing, Plate } from "./plate.ts";
import type { Unit } from "./unit.ts";

/** Says which plates bear a unit that lies at a plate, for as long as it lies there. */
export interface WideGoods {
  /** How a unit that is put at a plate comes to lie. `beside`: plates of the same product next to it on the level. */
  lay(unit: Unit, at: Plate, beside: readonly Plate[]): readonly Bearing[];
  /** How it lies. */
  of(unit: Unit): readonly Bearing[];
  /** Forgets a unit that was taken. */
  lift(unit: Unit): void;
}

/** A share of products lies across plates; all others, and whatever has no room beside it, on one. */
export function createWideGoods(
  share: number,
  products: readonly { readonly gtin: string }[],
  chance: Chance,
): WideGoods {
  const wide = new Set(products.filter(() => chance.yes(share)).map(({ gtin }) => gtin));
  const laid = new Map<Unit, readonly Bearing[]>();
  return {
    lay(unit, at, beside) {
      const bearings = wide.has(unit.gtin) ? spread(at, beside, chance) : [{ plate: at, share: 1 }];
      laid.set(unit, bearings);
      return bearings;
    },
    of: (unit) => laid.get(unit) ?? [],
    lift: (unit) => laid.delete(unit),
  };
}

function spread(at: Plate, beside: readonly Plate[], chance: Chance): readonly Bearing[] {
  const others = beside.slice(0, chance.whole(1, 2));
  if (others.length === 0) return [{ plate: at, share: 1 }];
  const own = chance.between(0.4, 0.75);
  return [{ plate: at, share: own }, ...others.map((plate) => ({ plate, share: (1 - own) / others.length }))];
}
