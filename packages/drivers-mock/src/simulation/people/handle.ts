import type { TruthInteraction } from "../../scene/index.ts";
import type { Handling, Spot, Unit } from "../shelves/index.ts";
import type { Person, Place } from "./person.ts";
import { type Script, type World, wait } from "./world.ts";

/** Heavier things are taken one by one. */
const oneHandGrams = 600;

/** How a hand goes to a plate and what it does after. Times in ms. */
export interface Manner {
  /** It comes straight from another plate. */
  readonly from?: Place | undefined;
  /** It stays at the shelf, for what comes next. */
  readonly stays?: boolean | undefined;
  /** It is quick: a pick takes 0.4 to 0.8 s. */
  readonly quick?: boolean | undefined;
  /** It stays so long with what it has taken. */
  readonly holdMs?: number | undefined;
}

/** Takes units of a product from a plate in front; gives those that were there to take. */
export function* takeUnits(
  person: Person,
  spot: Spot,
  gtin: string,
  wanted: number,
  world: World,
  manner: Manner = {},
): Script<readonly Unit[]> {
  const all: Unit[] = [];
  const heavy = (world.store.products.find((product) => product.gtin === gtin)?.weight ?? 0) > oneHandGrams;
  const atOnce = heavy ? 1 : wanted;
  while (all.length < wanted) {
    const handling = plan(world, manner);
    const taken = world.stockroom.take(spot, gtin, Math.min(atOnce, wanted - all.length), handling);
    if (taken.length === 0) break;
    person.basket.push(...taken);
    all.push(...taken);
    yield* moveHand(person, spot, handling, { kind: "pick", gtin, quantity: taken.length }, world, manner);
  }
  return all;
}

/** Puts units of one product from the basket on a plate in front, where they belong or not. */
export function* putUnits(
  person: Person,
  spot: Spot,
  units: readonly Unit[],
  world: World,
  manner: Manner = {},
): Script {
  const [first] = units;
  if (first === undefined) return;
  const handling = plan(world, manner);
  for (const unit of units) person.basket.splice(person.basket.indexOf(unit), 1);
  world.stockroom.put(spot, units, handling);
  const deed = { kind: "return", gtin: first.gtin, quantity: units.length } as const;
  yield* moveHand(person, spot, handling, deed, world, manner);
}

/** Touches a plate in front and takes nothing. */
export function* touch(person: Person, spot: Spot, world: World): Script {
  const handling = plan(world, {});
  world.stockroom.touch(spot, handling.contactAt, handling.changeAt + 200);
  yield* moveHand(person, spot, handling, { kind: "touch" }, world, {});
}

/** Leans on a plate in front for `ms`. */
export function* lean(person: Person, spot: Spot, ms: number, world: World): Script {
  const handling = plan(world, { holdMs: ms });
  world.stockroom.lean(spot, handling.contactAt, handling.contactAt + ms);
  yield* moveHand(person, spot, handling, { kind: "touch" }, world, {});
}

/** The place of the wrist at a plate: behind the fingers, nearer to the shopper, and above what it takes. */
export function wristAt(spot: Spot, world: World): Place {
  const { center, facing } = spot.plate.model;
  const { chance } = world;
  const towards = 0.09;
  return {
    x: center[0] + facing[0] * towards + chance.normal(0, 0.02),
    y: center[1] + facing[1] * towards + chance.normal(0, 0.02),
    z: center[2] + chance.between(0.08, 0.18),
  };
}

function plan({ now, chance }: World, { quick, holdMs = 0 }: Manner): Handling & { readonly holdMs: number } {
  const contactAt = now + (quick === true ? chance.between(180, 330) : chance.between(400, 650));
  const changeAt = contactAt + (quick === true ? chance.between(90, 180) : chance.between(180, 380));
  return {
    contactAt,
    changeAt,
    durationMs: quick === true ? chance.between(150, 250) : chance.between(200, 480),
    holdMs,
  };
}

type Deed = Pick<TruthInteraction, "kind" | "gtin" | "quantity">;

/** Moves the hand there and back, and writes down what it did when it draws back. */
function* moveHand(
  person: Person,
  spot: Spot,
  handling: Handling & { readonly holdMs: number },
  deed: Deed,
  world: World,
  { from, stays, quick }: Manner,
): Script {
  const { chance, ledger } = world;
  const { center, id } = spot.plate.model;
  const lingers = quick === true ? chance.between(20, 80) : chance.between(60, 250);
  const leftAt = handling.changeAt + handling.durationMs / 2 + lingers + handling.holdMs;
  const backMs = chance.between(320, 520);
  const backAt = stays === true ? Number.POSITIVE_INFINITY : leftAt + backMs;
  const at = wristAt(spot, world);
  const hand = from === undefined ? nearerHand(person, center[0], center[1]) : (person.reach?.hand ?? 0);
  const startsAt = world.now;
  person.reach = { hand, ...at, startsAt, contactAt: handling.contactAt, leftAt, backAt, from };
  yield* wait(world, leftAt - world.now);
  ledger.interaction({
    t: Math.round(handling.changeAt),
    left: Math.round(leftAt),
    person: person.id,
    ...deed,
    plate: id,
  });
  if (stays === true) return;
  yield* wait(world, backAt - world.now);
  person.reach = undefined;
}

/** Draws back a hand that has stayed at a shelf. */
export function* withdraw(person: Person, world: World): Script {
  const { reach } = person;
  if (reach === undefined) return;
  const backAt = world.now + 400;
  person.reach = { ...reach, leftAt: world.now, backAt };
  yield* wait(world, backAt - world.now);
  person.reach = undefined;
}

/** The hand on the plate's side, as seen along the shopper's heading. */
export function nearerHand(person: Person, x: number, y: number): 0 | 1 {
  const left = Math.cos(person.heading) * (y - person.y) - Math.sin(person.heading) * (x - person.x);
  return left > 0 ? 0 : 1;
}
