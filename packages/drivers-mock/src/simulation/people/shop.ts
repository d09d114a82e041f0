import { count, type Spot } from "../shelves/index.ts";
import { putUnit, takeUnits, touch } from "./handle.ts";
import type { Person } from "./person.ts";
import { routeMetres } from "./route.ts";
import { type Errand, makeErrands } from "./shopping-list.ts";
import { before, walkToSpot } from "./walk.ts";
import { type Script, type World, wait } from "./world.ts";

/** How often a shopper takes a thing from where somebody misplaced it, if there is such a place. */
const takesMisplaced = 0.3;
const triesPerErrand = 4;

/** Goes through the store with a list, always to what is nearest next. */
export function* shop(person: Person, world: World, share: number): Script {
  const errands = makeErrands(world, share);
  while (errands.length > 0) {
    const [errand] = errands.splice(nearest(person, errands, world), 1);
    if (errand !== undefined) yield* run(person, errand, world);
  }
}

function nearest(person: Person, errands: readonly Errand[], world: World): number {
  const ways = errands.map((errand) => {
    const plate = world.stockroom.spots.find((spot) => spot.gtin === errand.gtin)?.plate.model;
    return plate === undefined ? 0 : routeMetres(world.plan, [person.x, person.y], before(plate));
  });
  return ways.indexOf(Math.min(...ways));
}

function* run(person: Person, errand: Errand, world: World): Script {
  for (let tries = 0; tries < triesPerErrand; tries++) {
    const spot = chooseSpot(errand.gtin, world);
    if (spot === undefined) return;
    const there = yield* walkToSpot(person, spot, world);
    if (!there) continue;
    yield* wait(world, world.chance.between(150, 700));
    const done = yield* act(person, errand, spot, world);
    person.claim = undefined;
    if (done) return;
  }
}

function* act(person: Person, errand: Errand, spot: Spot, world: World): Script<boolean> {
  if (errand.kind === "touch") {
    yield* touch(person, spot, world);
    return true;
  }
  const wanted = errand.kind === "take" ? errand.count : 1;
  const taken = yield* takeUnits(person, spot, errand.gtin, wanted, world);
  const unit = taken[0];
  if (unit === undefined || errand.kind === "take") return unit !== undefined;
  yield* wait(world, world.chance.between(600, 1800));
  if (errand.kind === "put-back") {
    yield* putUnit(person, spot, unit, world);
    return true;
  }
  person.claim = undefined;
  const wrong = world.chance.some(
    world.stockroom.spots.filter((other) => other.gtin !== undefined && other.gtin !== unit.gtin),
  );
  // Who finds no room at the wrong place keeps the thing, and pays for it.
  if (wrong !== undefined && (yield* walkToSpot(person, wrong, world))) {
    yield* wait(world, world.chance.between(200, 600));
    yield* putUnit(person, wrong, unit, world);
  }
  return true;
}

function chooseSpot(gtin: string, world: World): Spot | undefined {
  const holding = world.stockroom.spots.filter((spot) => count(spot.plate, gtin) > 0);
  const misplaced = holding.filter((spot) => spot.gtin !== gtin);
  if (misplaced.length > 0 && world.chance.yes(takesMisplaced)) return world.chance.some(misplaced);
  return world.chance.some(holding.filter((spot) => spot.gtin === gtin));
}
