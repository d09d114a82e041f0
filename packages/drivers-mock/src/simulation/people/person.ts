import type { FloorPoint } from "@aisle/sdk/store";
import type { Chance } from "../chance/index.ts";
import type { Gate } from "../gates/index.ts";
import type { Unit } from "../shelves/index.ts";
import type { Party } from "../truth/index.ts";

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
    basket: [],
    nearest: Number.POSITIVE_INFINITY,
    nearestSince: 0,
    squeezeUntil: 0,
  };
}
