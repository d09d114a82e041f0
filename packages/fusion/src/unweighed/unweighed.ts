import type { StoreModel } from "@aisle/sdk/store";
import { reachPoint } from "../attribution/index.ts";
import type { Session } from "../sessions/index.ts";
import type { ShelfStage, WeightChange } from "../shelf/index.ts";
import type { Tracking } from "../tracking/index.ts";

/** It is looked so often for hands at plates that weigh nothing, in milliseconds. */
const every = 200;
/** And at what they did so long ago: by then whatever else they did has been weighed. */
const ago = 2000;
/** Log of how much likelier what was seen of the hands for half a second is if one was at the plate, from which on it was. */
const plainly = 4;
/** Only of people so near, metres on the floor. */
const near = 1.5;
/** Something that was weighed so near, in metres, and so soon before or after, in ms, is what the hand did. */
const beside = 0.4;
const around = 800;

/**
 * A plate that gives no numbers tells nobody what was taken from it. Whose hand was plainly there meanwhile, and at
 * nothing that was weighed, may hold more than their cart says: a person should look before money moves. `recent`: the
 * newest changes of all shelves.
 */
export function doubtUnweighed(
  model: StoreModel,
  shelf: Pick<ShelfStage, "blind">,
  tracking: Tracking,
  ownerAt: (track: number, at: number) => Session | undefined,
  recent: readonly WeightChange[],
  at: number,
): void {
  if (at % every !== 0) return;
  const then = at - ago;
  let people: readonly Person[] | undefined;
  for (const blind of shelf.blind()) {
    if (blind.since > then) continue;
    people ??= peopleAt(tracking, then);
    const plate = model.shelves[blind.shelf]!.plates[blind.plate]!;
    const point = reachPoint(plate);
    for (const { id, x, y } of people) {
      if (Math.hypot(x - point[0], y - point[1]) > near) continue;
      const session = ownerAt(id, then);
      if (session === undefined || session.staff || session.doubtful === true) continue;
      const reach = tracking.reach(id, point, then, then, plate.facing);
      if (reach === undefined || (reach.handLogRatio ?? 0) < plainly) continue;
      if (!wasWeighed(model, recent, point, then)) session.doubtful = true;
    }
  }
}

/** Where somebody was. */
interface Person {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

function peopleAt(tracking: Tracking, at: number): Person[] {
  const people: Person[] = [];
  for (const { id, confirmed } of tracking.tracks()) {
    const place = confirmed ? tracking.positionAt(id, at) : undefined;
    if (place !== undefined) people.push({ id, ...place });
  }
  return people;
}

function wasWeighed(
  model: StoreModel,
  recent: readonly WeightChange[],
  [x, y, z]: readonly [number, number, number],
  then: number,
): boolean {
  return recent.some(({ shelf, plates, from, to }) => {
    if (from > then + around || to < then - around) return false;
    return plates.some(({ plate }) => {
      const [a, b, c] = reachPoint(model.shelves[shelf]!.plates[plate]!);
      return Math.hypot(a - x, b - y, c - z) < beside;
    });
  });
}
