import { count, type Spot } from "../shelves/index.ts";
import { putUnits, takeUnits } from "./handle.ts";
import type { Person } from "./person.ts";
import { walkToSpot } from "./walk.ts";
import { type Script, type World, wait } from "./world.ts";

/** Plates seen to in one shift, and units put on one of them, a few at a time. */
const platesPerShift = { least: 3, most: 6 } as const;
const handful = 3;
const full = 8;
/** Chance, per plate that is filled, that a whole case is put there at once, and how many units that is. */
const wholeCase = 0.25;
const caseUnits = { least: 10, most: 24 } as const;
const heaviestCaseGrams = 6_000;
/** Chance, per shift, that a plate is given to another product, and that it is the one beside it. */
const changesPlanogram = 0.5;
const isTheOneBeside = 0.3;

/**
 * A shift of the staff: fills up, by hand or by the case, the emptiest plates; now and then gives a plate to another
 * product.
 */
export function* stockUp(person: Person, world: World): Script {
  const odds = world.odds("staffPerHour");
  if (odds.yes(changesPlanogram)) yield* changeFacing(person, world);
  for (let more = odds.whole(platesPerShift.least, platesPerShift.most); more > 0; more--) {
    const spot = emptiest(world);
    if (spot?.gtin === undefined) break;
    if (yield* walkToSpot(person, spot, world)) yield* fillUp(person, spot, spot.gtin, world);
    person.claim = undefined;
  }
}

/** The emptiest of a few plates that one comes by. */
function emptiest(world: World): Spot | undefined {
  const odds = world.odds("staffPerHour");
  const homes = world.stockroom.spots.filter((spot) => spot.gtin !== undefined);
  const some = Array.from({ length: 12 }, () => odds.some(homes)).filter((spot) => spot !== undefined);
  const units = (spot: Spot): number => count(spot.plate, spot.gtin ?? "");
  return some.sort((a, b) => units(a) - units(b))[0];
}

function* fillUp(person: Person, spot: Spot, gtin: string, world: World): Script {
  const odds = world.odds("staffPerHour");
  if (odds.yes(wholeCase)) yield* putCase(person, spot, gtin, world);
  for (let missing = full - count(spot.plate, gtin); missing > 0; ) {
    const units = world.stockroom.supply(gtin, Math.min(missing, odds.whole(1, handful)));
    if (units.length === 0) return;
    missing -= units.length;
    person.basket.push(...units);
    yield* putUnits(person, spot, units, world);
    yield* wait(world, odds.between(200, 900));
  }
}

/** Puts a case on a plate in one movement. */
function* putCase(person: Person, spot: Spot, gtin: string, world: World): Script {
  const wanted = world.odds("staffPerHour").whole(caseUnits.least, caseUnits.most);
  const units = world.stockroom.supply(gtin, 1);
  const [first] = units;
  if (first === undefined) return;
  units.push(...world.stockroom.supply(gtin, Math.min(wanted, Math.floor(heaviestCaseGrams / first.grams)) - 1));
  person.basket.push(...units);
  yield* putUnits(person, spot, units, world);
}

/** Clears a plate and gives it to another product. */
function* changeFacing(person: Person, world: World): Script {
  const odds = world.odds("staffPerHour");
  const spot = odds.some(world.stockroom.spots.filter(({ gtin }) => gtin !== undefined));
  const old = spot?.gtin;
  if (spot === undefined || old === undefined || !(yield* walkToSpot(person, spot, world))) return;
  const { spots } = world.stockroom;
  const beside = spots.find(
    (other) => other.shelf === spot.shelf && spot.shelf.neighbours(spot.index).includes(other.index),
  );
  const gtin = (odds.yes(isTheOneBeside) ? beside : odds.some(spots))?.gtin ?? old;
  if (gtin !== old) {
    spot.gtin = gtin;
    while ((yield* takeUnits(person, spot, old, handful, world)).length > 0) yield* wait(world, odds.between(200, 900));
    yield* fillUp(person, spot, gtin, world);
  }
  person.claim = undefined;
}
