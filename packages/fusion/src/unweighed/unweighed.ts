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
/** Where a whole shelf is lost while people stand before it, less is enough: hands seldom are there for nothing. */
const likely = 2;
/** Only of people so near, metres on the floor. */
const near = 1.5;
/** Something that was weighed so near, in metres, and so soon before or after, in ms, is what the hand did. */
const beside = 0.4;
const around = 800;
/** A shelf that is away for longer cannot tell any more what hands did at it so long ago, in ms: they are forgotten soon. */
const remembered = 8000;
/** What began so shortly before a shelf fell silent was not weighed to its end, in ms. */
const half = 400;

/**
 * A plate that gives no numbers tells nobody what was taken from it, nor does a shelf that was switched off and on, or one
 * that is away for longer than hands are remembered. Whose hand was plainly there meanwhile, and at nothing that was
 * weighed, may hold more than their cart says: a person should look before money moves. `recent`: the newest changes of
 * all shelves.
 */
export function doubtUnweighed(
  model: StoreModel,
  shelf: Pick<ShelfStage, "blind" | "lost" | "heardAt">,
  tracking: Tracking,
  ownerAt: (track: number, at: number) => Session | undefined,
  recent: readonly WeightChange[],
  at: number,
): void {
  if (at % every !== 0) return;
  const asked = at - ago;
  let now: readonly Person[] | undefined;
  const look = (people: readonly Person[], shelf: number, plate: number, then: number, enough: number): void => {
    const { facing } = model.shelves[shelf]!.plates[plate]!;
    const point = reachPoint(model.shelves[shelf]!.plates[plate]!);
    for (const { id, x, y } of people) {
      if (Math.hypot(x - point[0], y - point[1]) > near) continue;
      const session = ownerAt(id, then);
      if (session === undefined || session.staff || session.doubtful === true) continue;
      const reach = tracking.reach(id, point, then, then, facing);
      if (reach === undefined || (reach.handLogRatio ?? 0) < enough) continue;
      if (!wasWeighed(model, recent, point, then)) session.doubtful = true;
    }
  };
  const lookAround = (shelf: number, then: number): void => {
    const people = peopleAt(tracking, then);
    for (let p = 0; p < model.shelves[shelf]!.plates.length; p++) look(people, shelf, p, then, likely);
  };
  for (const { shelf: s, plate, since } of shelf.blind()) {
    if (since > asked) continue;
    now ??= peopleAt(tracking, asked);
    look(now, s, plate, asked, plainly);
  }
  for (let s = 0; s < model.shelves.length; s++) {
    if (shelf.heardAt(s) < at - remembered) lookAround(s, at - remembered);
    const lost = shelf.lost(s);
    // Once, when what was weighed soon after it is known.
    if (lost === undefined || lost.to > asked || lost.to <= asked - every) continue;
    for (let then = asked; then >= lost.from - half; then -= every) lookAround(s, then);
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
