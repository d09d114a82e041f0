import type { FloorPoint } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";
import type { Gate } from "../gates/index.ts";
import type { Unit } from "../shelves/index.ts";
import type { Party } from "../truth/index.ts";
import type { Errand } from "./shopping-list.ts";

/** A hand on its way to a plate and back. Metres and ms. */
export interface Reach {
  readonly hand: 0 | 1;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly startsAt: number;
  readonly contactAt: number;
  readonly leftAt: number;
  readonly backAt: number;
  /** Where the hand comes from, and goes back to, when that is not the body. */
  readonly from?: Place | undefined;
  readonly to?: Place | undefined;
}

/** A place of a hand, metres. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** One member of the public. Metres, metres a second, radians from the x axis. */
export interface Person {
  readonly id: string;
  readonly party: Party;
  readonly gate: Gate;
  readonly height: number;
  readonly speed: number;
  x: number;
  y: number;
  vx: number;
  vy: number;
  heading: number;
  /** Where they walk, point after point; empty while they stand. */
  route: FloorPoint[];
  /** The place at a shelf that they stand on or walk to: nobody else takes it. */
  claim: FloorPoint | undefined;
  /** Which way they look while they stand. */
  facing: number | undefined;
  /** How far the legs have swung, radians. */
  stride: number;
  reach: Reach | undefined;
  /** With whom they shop, each with a credential of their own. */
  friend: Person | undefined;
  /** What they came for, what of it is still to do, and the product they are after now. */
  list: readonly Errand[] | undefined;
  errands: Errand[];
  doing: string | undefined;
  /** They stand before it and wait for their friend. */
  ready: boolean;
  /** What they hold or have in their bag. */
  readonly basket: Unit[];
  /** Nearest they have been to the next point of the route, and since when; and until when they squeeze through. */
  nearest: number;
  nearestSince: number;
  squeezeUntil: number;
}

/** Metres a second over the floor. */
export function pace(person: Person): number {
  return Math.sqrt(person.vx * person.vx + person.vy * person.vy);
}

/** Somebody who stands at a place outside. */
export function makePerson(id: string, party: Party, gate: Gate, at: FloorPoint, chance: Chance): Person {
  return {
    id,
    party,
    gate,
    height: chance.between(1.5, 1.9),
    speed: chance.between(0.9, 1.4),
    x: at[0],
    y: at[1],
    vx: 0,
    vy: 0,
    heading: 0,
    route: [],
    claim: undefined,
    facing: undefined,
    stride: chance.between(0, 6),
    reach: undefined,
    friend: undefined,
    list: undefined,
    errands: [],
    doing: undefined,
    ready: false,
    basket: [],
    nearest: Number.POSITIVE_INFINITY,
    nearestSince: 0,
    squeezeUntil: 0,
  };
}
