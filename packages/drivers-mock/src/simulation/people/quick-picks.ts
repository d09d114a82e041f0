import { count, type Spot } from "../shelves/index.ts";
import { takeUnits, withdraw } from "./handle.ts";
import type { Person } from "./person.ts";
import type { Script, World } from "./world.ts";

/** How far along the shelf and up or down a hand goes without a step. Metres. */
const within = { along: 0.45, up: 0.45 } as const;

/** Takes one or two more things from plates around `spot`, one right after the other; the hand then draws back. */
export function* takeQuickly(person: Person, spot: Spot, world: World): Script {
  const odds = world.odds("quickPicks");
  let last = spot;
  for (let more = odds.whole(1, 2); more > 0; more--) {
    const next = odds.some(nearby(last, world));
    if (next?.gtin === undefined) break;
    last = next;
    yield* takeUnits(person, next, next.gtin, 1, world, { quick: true, stays: true, from: person.reach });
  }
  yield* withdraw(person, world);
}

function nearby(spot: Spot, world: World): readonly Spot[] {
  const [x, y, z] = spot.plate.model.center;
  return world.stockroom.spots.filter((other) => {
    const [ox, oy, oz] = other.plate.model.center;
    return (
      other.shelf === spot.shelf &&
      other !== spot &&
      Math.abs(ox - x) + Math.abs(oy - y) < within.along &&
      Math.abs(oz - z) < within.up &&
      other.gtin !== undefined &&
      count(other.plate, other.gtin) > 0
    );
  });
}
