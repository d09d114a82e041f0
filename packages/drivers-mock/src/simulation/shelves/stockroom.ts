import type { Facing, Product, StoreModel } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";
import type { Delivery } from "../delivery/index.ts";
import type { Difficulty } from "../settings.ts";
import { pressure, transition, wobble } from "./load.ts";
import { type Plate, put, take } from "./plate.ts";
import { createShelf, type Shelf, type Walker } from "./shelf.ts";
import type { Unit } from "./unit.ts";

/** One plate, with all that is known about it. */
export interface Spot {
  readonly shelf: Shelf;
  readonly index: number;
  readonly plate: Plate;
  /** What belongs there. */
  readonly gtin: string | undefined;
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
  /** Puts one unit on a plate. */
  put(spot: Spot, unit: Unit, handling: Handling): void;
  /** A hand that takes nothing. */
  touch(spot: Spot, from: number, to: number): void;
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
): Stockroom {
  const shelves = store.shelves.map((model) => createShelf(model, difficulty, chance.fork(model.id), delivery));
  const products = new Map(store.products.map((product) => [product.gtin, product]));
  const home = homes(store.planogram);
  const spots: Spot[] = shelves.flatMap((shelf) =>
    shelf.plates.map((plate, index) => ({ shelf, index, plate, gtin: home.get(plate.model.id) })),
  );
  let supplied = 0;
  const nextRound = new Map<Shelf, number>();

  const fill = (spot: Spot): void => {
    const product = spot.gtin === undefined ? undefined : products.get(spot.gtin);
    if (product === undefined) return;
    const full = Math.min(chance.whole(8, 14), Math.floor(heaviestPlateGrams / product.weight));
    for (let have = count(spot.plate, product.gtin); have < full; have++) {
      put(spot.plate, makeUnit(product, chance));
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
    const changed = new Set(low.flatMap((spot) => [spot.index, ...shelf.neighbours(spot.index)]));
    shelf.rebaseline(
      [...changed].sort((a, b) => a - b),
      "zero",
      time,
    );
  };

  const disturb = (spot: Spot, handling: Handling, delta: number): void => {
    const { plate, shelf, index } = spot;
    plate.pulses.push(transition(delta, handling.changeAt, handling.durationMs, chance.between(0.01, 0.05)));
    const press = difficulty.handPressure * chance.between(20, 60);
    plate.pulses.push(pressure(press, handling.contactAt, handling.changeAt + handling.durationMs * 0.3));
    for (const other of shelf.neighbours(index))
      shelf.plates[other]?.pulses.push(wobble(difficulty.crossTalk * (Math.abs(delta) + press), handling.changeAt));
  };

  spots.forEach(fill);
  return {
    shelves,
    spots,
    take(spot, gtin, wanted, handling) {
      const taken: Unit[] = [];
      for (
        let unit = take(spot.plate, gtin);
        unit !== undefined;
        unit = taken.length < wanted ? take(spot.plate, gtin) : undefined
      )
        taken.push(unit);
      if (taken.length > 0) disturb(spot, handling, -taken.reduce((sum, unit) => sum + unit.grams, 0));
      return taken;
    },
    put(spot, unit, handling) {
      put(spot.plate, unit);
      disturb(spot, handling, unit.grams);
    },
    touch(spot, from, to) {
      spot.plate.pulses.push(pressure(difficulty.handPressure * chance.between(20, 60), from, to));
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
