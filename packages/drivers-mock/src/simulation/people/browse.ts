import type { Spot } from "../shelves/index.ts";
import { nearerHand, wristAt } from "./handle.ts";
import type { Person } from "./person.ts";
import { type Script, type World, wait } from "./world.ts";

/** How far before a plate a hand stays that only points. Metres. */
const beforeMetres = { least: 0.12, most: 0.25 } as const;

/** Holds a hand before a plate and one beside it, and touches neither: nothing happened. */
export function* browse(person: Person, spot: Spot, world: World): Script {
  const odds = world.odds("browses");
  const { facing } = spot.plate.model;
  const beside = odds.some(spot.shelf.neighbours(spot.index));
  const next = world.stockroom.spots.find((other) => other.shelf === spot.shelf && other.index === beside);
  for (const at of [spot, next]) {
    if (at === undefined) continue;
    const wrist = wristAt(at, world);
    const off = odds.between(beforeMetres.least, beforeMetres.most);
    const startsAt = world.now;
    const contactAt = startsAt + odds.between(350, 600);
    const leftAt = contactAt + odds.between(400, 1200);
    const backAt = leftAt + odds.between(320, 520);
    const hand = nearerHand(person, wrist.x, wrist.y);
    const place = { x: wrist.x + facing[0] * off, y: wrist.y + facing[1] * off, z: wrist.z };
    person.reach = { hand, ...place, startsAt, contactAt, leftAt, backAt };
    yield* wait(world, backAt - world.now);
    person.reach = undefined;
  }
}
