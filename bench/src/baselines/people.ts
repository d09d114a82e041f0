import type { StorePoint } from "@aisle/sdk";

/** Where somebody's body, head and hands were at one moment. */
export interface Sighting {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly x: number;
  readonly y: number;
  /** Height of the head in metres, where it was measured. */
  readonly head?: number | undefined;
  readonly hands: readonly StorePoint[];
}

/** A receipt to be: who pays for what is taken. */
export interface Shopper {
  readonly credential: string | null;
  readonly enteredAt: number;
  readonly exitedAt: number;
}

/** Somebody who is seen for a while, oldest sighting first, and the shopper they were at a moment. */
export interface SeenPerson {
  readonly sightings: readonly Sighting[];
  readonly shopperAt: (at: number) => Shopper | undefined;
}

/** Index of the first sighting that is not before `at`. */
export function firstFrom(sightings: readonly Sighting[], at: number): number {
  let low = 0;
  let high = sightings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sightings[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The shopper whose body came nearest to a place on the floor between two moments; `undefined` where nobody was. */
export function nearestBody(
  people: readonly SeenPerson[],
  point: StorePoint,
  from: number,
  to: number,
): Shopper | undefined {
  return nearest(people, from, to, ({ x, y }) => Math.hypot(x - point[0], y - point[1]));
}

/** The shopper whose hand or head came nearest to a point; the body's place where neither was measured. */
export function nearestPart(
  people: readonly SeenPerson[],
  point: StorePoint,
  from: number,
  to: number,
): Shopper | undefined {
  const [px, py, pz] = point;
  return nearest(people, from, to, ({ x, y, head, hands }) =>
    Math.min(
      head === undefined ? Math.hypot(x - px, y - py) : Math.hypot(x - px, y - py, head - pz),
      ...hands.map(([hx, hy, hz]) => Math.hypot(hx - px, hy - py, hz - pz)),
    ),
  );
}

function nearest(
  people: readonly SeenPerson[],
  from: number,
  to: number,
  distance: (sighting: Sighting) => number,
): Shopper | undefined {
  let least = Number.POSITIVE_INFINITY;
  let found: Shopper | undefined;
  for (const { sightings, shopperAt } of people) {
    for (let k = firstFrom(sightings, from); k < sightings.length && sightings[k]!.at <= to; k++) {
      const metres = distance(sightings[k]!);
      if (metres >= least) continue;
      least = metres;
      found = shopperAt(sightings[k]!.at);
    }
  }
  return found;
}
