import type { TruthInteraction } from "../../scene/index.ts";
import type { Handling, Spot, Unit } from "../shelves/index.ts";
import type { Person } from "./person.ts";
import { type Script, type World, wait } from "./world.ts";

/** Heavier things are taken one by one. */
const oneHandGrams = 600;

/** Takes units of a product from a plate in front; gives those that were there to take. */
export function* takeUnits(
  person: Person,
  spot: Spot,
  gtin: string,
  wanted: number,
  world: World,
): Script<readonly Unit[]> {
  const all: Unit[] = [];
  const heavy = (world.store.products.find((product) => product.gtin === gtin)?.weight ?? 0) > oneHandGrams;
  const atOnce = heavy ? 1 : wanted;
  while (all.length < wanted) {
    const handling = plan(world);
    const taken = world.stockroom.take(spot, gtin, Math.min(atOnce, wanted - all.length), handling);
    if (taken.length === 0) break;
    person.basket.push(...taken);
    all.push(...taken);
    yield* moveHand(person, spot, handling, { kind: "pick", gtin, quantity: taken.length }, world);
  }
  return all;
}

/** Puts a unit from the basket on a plate in front, where it belongs or not. */
export function* putUnit(person: Person, spot: Spot, unit: Unit, world: World): Script {
  const handling = plan(world);
  person.basket.splice(person.basket.indexOf(unit), 1);
  world.stockroom.put(spot, unit, handling);
  yield* moveHand(person, spot, handling, { kind: "return", gtin: unit.gtin, quantity: 1 }, world);
}

/** Touches a plate in front and takes nothing. */
export function* touch(person: Person, spot: Spot, world: World): Script {
  const handling = plan(world);
  world.stockroom.touch(spot, handling.contactAt, handling.changeAt + 200);
  yield* moveHand(person, spot, handling, { kind: "touch" }, world);
}

function plan({ now, chance }: World): Handling {
  const contactAt = now + chance.between(400, 650);
  return { contactAt, changeAt: contactAt + chance.between(180, 380), durationMs: chance.between(200, 480) };
}

type Deed = Pick<TruthInteraction, "kind" | "gtin" | "quantity">;

/** Moves the hand there and back, and writes down what it did when it draws back. */
function* moveHand(person: Person, spot: Spot, handling: Handling, deed: Deed, world: World): Script {
  const { chance, ledger } = world;
  const { center, facing, id } = spot.plate.model;
  const leftAt = handling.changeAt + handling.durationMs / 2 + chance.between(60, 250);
  const backAt = leftAt + chance.between(320, 520);
  // The wrist stays behind the fingers, nearer to the shopper, and above what it takes.
  const towards = 0.09;
  person.reach = {
    hand: nearerHand(person, center[0], center[1]),
    x: center[0] + facing[0] * towards + chance.normal(0, 0.02),
    y: center[1] + facing[1] * towards + chance.normal(0, 0.02),
    z: center[2] + chance.between(0.08, 0.18),
    startsAt: world.now,
    contactAt: handling.contactAt,
    leftAt,
    backAt,
  };
  yield* wait(world, leftAt - world.now);
  ledger.interaction({
    t: Math.round(handling.changeAt),
    left: Math.round(leftAt),
    person: person.id,
    ...deed,
    plate: id,
  });
  yield* wait(world, backAt - world.now);
  person.reach = undefined;
}

/** The hand on the plate's side, as seen along the shopper's heading. */
function nearerHand(person: Person, x: number, y: number): 0 | 1 {
  const left = Math.cos(person.heading) * (y - person.y) - Math.sin(person.heading) * (x - person.x);
  return left > 0 ? 0 : 1;
}
