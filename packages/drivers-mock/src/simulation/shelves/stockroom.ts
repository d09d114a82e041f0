import type { Facing, Product, StoreModel } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";
import type { Delivery } from "../delivery/index.ts";
import type { Difficulty, SimulationSettings } from "../settings.ts";
import { creep, lean, pressure, transition, wobble } from "./load.ts";
import { type Bearing, type Plate, put, take } from "./plate.ts";
import { createShelf, type Shelf, type Walker } from "./shelf.ts";
import type { Unit } from "./unit.ts";
import { createWideGoods } from "./wide-goods.ts";

/** One plate, with all that is known about it. */
export interface Spot {
  readonly shelf: Shelf;
  readonly index: number;
  readonly plate: Plate;
  /** What belongs there; the staff may change it. */
  gtin: string | undefined;
}

/** How a hand moves what lies on a plate. Times in ms. */
export interface Handling {
  /** When the hand touches the plate, when the load changes, and for how long it changes. */
  readonly contactAt: number;
  readonly changeAt: number;
  readonly durationMs: number;
}

/** All shelves of the store and everything on them. */
export interface Stockroom {
  readonly shelves: readonly Shelf[];
  readonly spots: readonly Spot[];
  /** Takes units of a product off a plate; fewer than asked where there are fewer. */
  take(spot: Spot, gtin: string, count: number, handling: Handling): Unit[];
  /** Puts units on a plate, all at once. */
  put(spot: Spot, units: readonly Unit[], handling: Handling): void;
  /** New units of a product, for the staff to put on plates. */
  supply(gtin: string, count: number): Unit[];
  /** A hand that takes nothing. */
  touch(spot: Spot, from: number, to: number): void;
  /** A body that leans on a plate. */
  lean(spot: Spot, from: number, to: number): void;
  tick(time: number, walkers: readonly Walker[]): void;
  /** Units that were put on plates by the staff since the start. */
  readonly supplied: number;
}

const restockEveryMs = 5_000;
const lowStock = 2;
const undisturbedMetres = 1.3;
const heaviestPlateGrams = 8_000;

/** Builds and fills the shelves of a store. */
export function createStockroom(
  store: StoreModel,
  difficulty: Difficulty,
  chance: Chance,
  delivery: Delivery,
  { wideProducts, faultyPlates }: Pick<SimulationSettings, "wideProducts" | "faultyPlates">,
): Stockroom {
  const shelves = store.shelves.map((model) => createShelf(model, difficulty, chance.fork(model.id), delivery));
  const products = new Map(store.products.map((product) => [product.gtin, product]));
  const home = homes(store.planogram);
  const spots: Spot[] = shelves.flatMap((shelf) =>
    shelf.plates.map((plate, index) => {
      const stocked = faultyPlates === "stocked" || plate.health === "works";
      return { shelf, index, plate, gtin: stocked ? home.get(plate.model.id) : undefined };
    }),
  );
  const byPlate = new Map(spots.map((spot) => [spot.plate, spot]));
  const wide = createWideGoods(wideProducts, store.products, chance.fork("wide"));
  const absences = chance.fork("absences");
  const leaning = chance.fork("leans");
  let supplied = 0;
  const nextRound = new Map<Shelf, number>();

  /** Plates beside a spot that are for the same product. */
  const alongside = ({ shelf, index, gtin }: Spot): Plate[] =>
    shelf.neighbours(index).flatMap((other) => {
      const plate = shelf.plates[other];
      return plate !== undefined && byPlate.get(plate)?.gtin === gtin ? [plate] : [];
    });
  const lay = (spot: Spot, unit: Unit): readonly Bearing[] => {
    const bearings = wide.lay(unit, spot.plate, spot.gtin === unit.gtin ? alongside(spot) : []);
    put(spot.plate, unit, bearings);
    return bearings;
  };

  const fill = (spot: Spot): void => {
    const product = spot.gtin === undefined ? undefined : products.get(spot.gtin);
    if (product === undefined) return;
    const full = Math.min(chance.whole(8, 14), Math.floor(heaviestPlateGrams / product.weight));
    for (let have = count(spot.plate, product.gtin); have < full; have++) {
      lay(spot, makeUnit(product, chance));
      supplied++;
    }
  };

  /** The staff fill up from behind, where nobody is, and zero the plates: no shopper's hand is near. */
  const restock = (shelf: Shelf, time: number, walkers: readonly Walker[]): void => {
    // Between two batches: the jump is then told apart from weighing by its time alone.
    if (!shelf.betweenBatches || time < (nextRound.get(shelf) ?? 0)) return;
    nextRound.set(shelf, time + restockEveryMs);
    const low = spots.filter((spot) => spot.shelf === shelf && isLow(spot) && isUndisturbed(spot, walkers));
    if (low.length === 0) return;
    low.forEach(fill);
    // Their neighbours feel the new load too.
    const near = (index: number): readonly number[] => [index, ...shelf.neighbours(index)];
    const reached = wideProducts > 0 ? low.flatMap((spot) => near(spot.index)) : low.map((spot) => spot.index);
    const changed = new Set(reached.flatMap(near));
    shelf.rebaseline(
      [...changed].sort((a, b) => a - b),
      "zero",
      time,
    );
  };

  /** What a hand does to the plates that bear what it moves, `deltas`, while it is at `spot`. */
  const disturb = (spot: Spot, handling: Handling, deltas: ReadonlyMap<Plate, number>): void => {
    const { shelf, index } = spot;
    const ringing = chance.between(0.01, 0.05);
    const press = difficulty.handPressure * chance.between(20, 60);
    for (const [plate, delta] of deltas) {
      plate.pulses.push(transition(delta, handling.changeAt, handling.durationMs, ringing));
      if (difficulty.creep > 0) plate.pulses.push(creep(difficulty.creep * delta, handling.changeAt));
    }
    spot.plate.pulses.push(pressure(press, handling.contactAt, handling.changeAt + handling.durationMs * 0.3));
    const moved = [...deltas.values()].reduce((sum, delta) => sum + Math.abs(delta), 0);
    for (const other of shelf.neighbours(index))
      shelf.plates[other]?.pulses.push(wobble(difficulty.crossTalk * (moved + press), handling.changeAt));
    if (absences.yes(difficulty.absentControllers)) {
      const from = handling.changeAt - absences.between(0, 800);
      shelf.fallSilent(from, from + absences.between(1_000, 6_000), absences.yes(difficulty.restarts));
    }
  };

  spots.forEach(fill);
  return {
    shelves,
    spots,
    take(spot, gtin, wanted, handling) {
      const taken: Unit[] = [];
      const deltas = new Map<Plate, number>();
      while (taken.length < Math.max(1, wanted)) {
        const unit = take(spot.plate, gtin, (unit) => wide.of(unit));
        if (unit === undefined) break;
        addTo(deltas, wide.of(unit), -unit.grams);
        wide.lift(unit);
        taken.push(unit);
      }
      if (taken.length > 0) disturb(spot, handling, deltas);
      return taken;
    },
    put(spot, units, handling) {
      const deltas = new Map<Plate, number>();
      for (const unit of units) addTo(deltas, lay(spot, unit), unit.grams);
      disturb(spot, handling, deltas);
    },
    supply(gtin, wanted) {
      const product = products.get(gtin);
      if (product === undefined) return [];
      supplied += wanted;
      return Array.from({ length: wanted }, () => makeUnit(product, chance));
    },
    touch(spot, from, to) {
      spot.plate.pulses.push(pressure(difficulty.handPressure * chance.between(20, 60), from, to));
    },
    lean(spot, from, to) {
      spot.plate.pulses.push(lean(difficulty.handPressure * leaning.between(80, 400), from, to));
    },
    tick(time, walkers) {
      for (const shelf of shelves) {
        shelf.tick(time, walkers);
        restock(shelf, time, walkers);
      }
    },
    get supplied() {
      return supplied;
    },
  };
}

function addTo(deltas: Map<Plate, number>, bearings: readonly Bearing[], grams: number): void {
  for (const { plate, share } of bearings) deltas.set(plate, (deltas.get(plate) ?? 0) + grams * share);
}

function isLow(spot: Spot): boolean {
  return spot.gtin !== undefined && spot.plate.pulses.length === 0 && count(spot.plate, spot.gtin) < lowStock;
}

function isUndisturbed(spot: Spot, walkers: readonly Walker[]): boolean {
  const [x, y] = spot.plate.model.center;
  return walkers.every((w) => (w.x - x) * (w.x - x) + (w.y - y) * (w.y - y) > undisturbedMetres * undisturbedMetres);
}

/** How many units of a product lie on a plate. */
export function count(plate: Plate, gtin: string): number {
  return plate.units.reduce((sum, unit) => sum + (unit.gtin === gtin ? 1 : 0), 0);
}

function makeUnit(product: Product, chance: Chance): Unit {
  return { gtin: product.gtin, grams: Math.max(product.weight * 0.8, chance.normal(product.weight, product.weightSd)) };
}

function homes(planogram: readonly Facing[]): Map<string, string> {
  return new Map(planogram.flatMap((facing) => facing.plates.map((plate) => [plate, facing.gtin] as const)));
}
