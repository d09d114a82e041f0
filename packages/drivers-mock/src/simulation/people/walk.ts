import type { FloorPoint, PlateModel } from "@aisle/sdk/store";
import type { Spot } from "../shelves/index.ts";
import type { Person } from "./person.ts";
import { findRoute } from "./route.ts";
import type { Script, World } from "./world.ts";

const standMetres = 0.36;
const apartMetres = 0.5;
/** Places to stand, along the shelf from the middle of the plate. */
const besides = [0, 0.2, -0.2, 0.4, -0.4] as const;
/** The same for who reaches across somebody else, or shops with a friend at the same plate. */
const asides = [0.5, -0.5, 0.3, -0.3, 0] as const;
const alongside = [0.28, -0.28, 0.55, -0.55] as const;
const waitForRoomMs = 2_500;

/** Sends somebody straight to a place. */
export function head(person: Person, ...points: FloorPoint[]): void {
  person.route = points;
  person.nearest = Number.POSITIVE_INFINITY;
}

/** Walks through the store to a place, or to `within` metres of it. */
export function* walkTo(person: Person, to: FloorPoint, world: World, within = 0): Script {
  person.facing = undefined;
  head(person, ...findRoute(world.plan, [person.x, person.y], to));
  while (person.route.length > 0 && !near(to, person.x, person.y, within)) yield;
}

/** Walks to where a plate can be reached. False when others stood there for too long. */
export function* walkToSpot(person: Person, spot: Spot, world: World): Script<boolean> {
  const until = world.now + waitForRoomMs;
  const reachesAcross = world.odds("crossedArms").yes(world.settings.crossedArms);
  const wishes = reachesAcross ? asides : person.friend === undefined ? besides : alongside;
  let place = freePlace(person, spot, wishes, world);
  while (place === undefined && world.now < until) {
    yield;
    place = freePlace(person, spot, wishes, world);
  }
  if (place === undefined) return false;
  person.claim = place;
  yield* walkTo(person, place, world);
  person.facing = Math.atan2(-spot.plate.model.facing[1], -spot.plate.model.facing[0]);
  return true;
}

/** Where one stands right before a plate. */
export function before({ center, size, facing }: PlateModel): FloorPoint {
  const away = size[1] / 2 + standMetres;
  return [center[0] + facing[0] * away, center[1] + facing[1] * away];
}

function freePlace(person: Person, spot: Spot, wishes: readonly number[], world: World): FloorPoint | undefined {
  const [middle, y] = before(spot.plate.model);
  const aisle = world.plan.aisles[0];
  for (const beside of wishes) {
    const x = middle + beside;
    if (aisle !== undefined && (x < aisle.x0 || x > aisle.x1)) continue;
    const taken = world.people.some(
      (other) => other !== person && other.claim !== undefined && near(other.claim, x, y, apartMetres),
    );
    if (!taken) return [x, y];
  }
  return undefined;
}

function near([ax, ay]: FloorPoint, x: number, y: number, metres: number): boolean {
  return (ax - x) * (ax - x) + (ay - y) * (ay - y) < metres * metres;
}
