import { count, type Spot } from "../shelves/index.ts";
import { act } from "./act.ts";
import { meet } from "./friends.ts";
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
  const list = person.friend?.list ?? makeErrands(world, share);
  const errands = [...list];
  person.list = list;
  person.errands = errands;
  while (errands.length > 0) {
    const [errand] = errands.splice(nearest(person, errands, world), 1);
    if (errand === undefined) continue;
    person.doing = errand.gtin;
    yield* run(person, errand, world);
    person.doing = undefined;
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
    if (person.friend !== undefined) yield* meet(person, errand.gtin, world);
    const done = yield* act(person, errand, spot, world);
    person.claim = undefined;
    if (done) return;
  }
}

function chooseSpot(gtin: string, world: World): Spot | undefined {
  const holding = world.stockroom.spots.filter((spot) => count(spot.plate, gtin) > 0);
  const misplaced = holding.filter((spot) => spot.gtin !== gtin);
  if (misplaced.length > 0 && world.chance.yes(takesMisplaced)) return world.chance.some(misplaced);
  return world.chance.some(holding.filter((spot) => spot.gtin === gtin));
}
