import { makeParty } from "../truth/index.ts";
import { outside } from "./pass-gate.ts";
import { makePerson, type Person } from "./person.ts";
import { visit } from "./visit.ts";
import type { Script, World } from "./world.ts";

/** Credentials are used again after so many: members come back. */
const members = 9_000;
const firstMember = 1_000;
const firstArrivalMs = 300;
/** So many wait for the store to open. */
const waitingAtOpening = 3;
/** A companion keeps so far behind. */
const companionMs = 700;

/** Brings people to the store and sees them through their visit. */
export interface Arrivals {
  /** Lets everybody do their next step; who has gone home is forgotten. */
  tick(): void;
  /** Shoppers that have come so far. */
  readonly count: number;
}

/** Nobody comes after `until` (ms since the epoch). */
export function createArrivals(world: World, until: number): Arrivals {
  const { chance, settings, people } = world;
  const scripts = new Map<Person, Script>();
  const gapMs = settings.shoppersPerMinute === 0 ? Number.POSITIVE_INFINITY : 60_000 / settings.shoppersPerMinute;
  let nextAt = world.now + (settings.shoppersPerMinute === 0 ? gapMs : firstArrivalMs);
  let parties = 0;
  let persons = 0;

  const arrive = (): void => {
    const gate = chance.some(world.gates);
    if (gate === undefined) return;
    const size = settings.maxPeople - people.length > 1 && chance.yes(settings.groups) ? 2 : 1;
    const party = makeParty(`MEMBER-${firstMember + (parties++ % members)}`, size);
    for (let member = 0; member < size; member++) {
      const [x, y] = outside(world.plan, gate, gate.place.side);
      const person = makePerson(`p${++persons}`, party, gate, [x - member * 0.5, y], chance);
      people.push(person);
      scripts.set(person, visit(person, world, member * companionMs, 1 / size));
    }
  };

  return {
    tick() {
      if (world.now >= nextAt && world.now < until && people.length < settings.maxPeople) {
        arrive();
        nextAt = world.now + gapMs * chance.between(0.7, 1.3) * (parties < waitingAtOpening ? 0.3 : 1);
      }
      for (const [person, script] of scripts) {
        if (script.next().done !== true) continue;
        scripts.delete(person);
        people.splice(people.indexOf(person), 1);
      }
    },
    get count() {
      return persons;
    },
  };
}
