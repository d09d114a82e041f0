import type { Spot, Unit } from "../shelves/index.ts";
import { browse } from "./browse.ts";
import { handOver } from "./hand-over.ts";
import { lean, putUnits, takeUnits, touch, withdraw } from "./handle.ts";
import type { Person } from "./person.ts";
import { takeQuickly } from "./quick-picks.ts";
import type { Errand } from "./shopping-list.ts";
import { walkToSpot } from "./walk.ts";
import { type Script, type World, wait } from "./world.ts";

/** Does what a shopper came to a shelf for. False when there was nothing to take. */
export function* act(person: Person, errand: Errand, spot: Spot, world: World): Script<boolean> {
  switch (errand.kind) {
    case "touch":
      yield* touch(person, spot, world);
      return true;
    case "lean":
      yield* lean(person, spot, world.odds("leans").between(1_000, 4_000), world);
      return true;
    case "browse":
      yield* browse(person, spot, world);
      return true;
    case "hold":
      return yield* hold(person, spot, errand.gtin, errand.count, world);
    default:
      return yield* takeAndDecide(person, errand, spot, world);
  }
}

function* takeAndDecide(
  person: Person,
  errand: Extract<Errand, { kind: "take" | "put-back" | "misplace" | "dither" }>,
  spot: Spot,
  world: World,
): Script<boolean> {
  const wanted = errand.kind === "take" ? errand.count : 1;
  const quick = errand.kind === "take" && world.odds("quickPicks").yes(world.settings.quickPicks);
  const taken = yield* takeUnits(person, spot, errand.gtin, wanted, world, { stays: quick });
  const unit = taken[0];
  if (unit === undefined) return false;
  if (quick) yield* takeQuickly(person, spot, world);
  if (errand.kind === "take") {
    yield* handOver(person, unit, world);
    return true;
  }
  yield* wait(world, world.chance.between(600, 1800));
  if (errand.kind === "misplace") yield* misplace(person, spot, unit, world);
  else yield* putUnits(person, spot, [unit], world);
  if (errand.kind === "dither") {
    yield* wait(world, world.odds("dithers").between(300, 1500));
    yield* takeUnits(person, spot, errand.gtin, 1, world);
  }
  return true;
}

/** Takes something, keeps it over the plate for seconds, and then keeps it, or leaves one or all of it. */
function* hold(person: Person, spot: Spot, gtin: string, count: number, world: World): Script<boolean> {
  const odds = world.odds("holds");
  const holdMs = odds.between(2_000, 8_000);
  const leaves = odds.yes(0.5);
  const taken = yield* takeUnits(person, spot, gtin, count, world, { holdMs, stays: leaves });
  if (leaves && taken.length > 0)
    yield* putUnits(person, spot, taken.slice(0, odds.whole(1, taken.length)), world, {
      quick: true,
      from: person.reach,
    });
  else if (leaves) yield* withdraw(person, world);
  return taken.length > 0;
}

/** Leaves a unit where it does not belong: beside its right place, or wherever one is by then. */
function* misplace(person: Person, spot: Spot, unit: Unit, world: World): Script {
  person.claim = undefined;
  const others = world.stockroom.spots.filter((other) => other.gtin !== undefined && other.gtin !== unit.gtin);
  const anywhere = world.chance.some(others);
  const odds = world.odds("misplacedBeside");
  const [x, y, z] = spot.plate.model.center;
  const near = others.filter((other) => {
    const { shelf, plate } = other;
    const [ox, oy, oz] = plate.model.center;
    return (
      other !== spot && shelf === spot.shelf && Math.abs(ox - x) + Math.abs(oy - y) < 0.6 && Math.abs(oz - z) < 0.5
    );
  });
  const wrong = odds.yes(world.settings.misplacedBeside) ? (odds.some(near) ?? anywhere) : anywhere;
  // Who finds no room at the wrong place keeps the thing, and pays for it.
  if (wrong !== undefined && (yield* walkToSpot(person, wrong, world))) {
    yield* wait(world, world.chance.between(200, 600));
    yield* putUnits(person, wrong, [unit], world);
  }
}
