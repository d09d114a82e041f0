import type { Gate } from "../gates/index.ts";
import { makeParty, type Party } from "../truth/index.ts";
import { befriend } from "./friends.ts";
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
const staffMembers = 3;
const hourMs = 3_600_000;

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
  let shifts = 0;

  const credential = (): string => `MEMBER-${firstMember + (parties++ % members)}`;
  const stand = (party: Party, gate: Gate, place: number): Person => {
    const [x, y] = outside(world.plan, gate, gate.place.side);
    const person = makePerson(`p${++persons}`, party, gate, [x - place * 0.5, y], chance);
    people.push(person);
    return person;
  };
  const hasRoom = (): boolean => settings.maxPeople > people.length;

  const arrive = (): void => {
    const gate = chance.some(world.gates);
    if (gate === undefined) return;
    const size = settings.maxPeople - people.length > 1 && chance.yes(settings.groups) ? 2 : 1;
    const party = makeParty(credential(), size);
    let member = 0;
    let last: Person | undefined;
    for (; member < size; member++) {
      last = stand(party, gate, member);
      scripts.set(last, visit(last, world, member * companionMs, 1 / size));
    }
    if (size === 1 && last !== undefined && world.odds("friends").yes(settings.friends) && hasRoom()) {
      const friend = stand(makeParty(credential(), 1), gate, member);
      befriend(last, friend);
      scripts.set(friend, visit(friend, world, member++ * companionMs, 1));
    }
    if (world.odds("followers").yes(settings.followers) && hasRoom()) {
      const follower = stand(makeParty(null, 1), gate, member);
      scripts.set(follower, visit(follower, world, member * companionMs, 1));
    }
  };

  let nextShift = world.now + shiftGap();
  function shiftGap(): number {
    const odds = world.odds("staffPerHour");
    return settings.staffPerHour === 0
      ? Number.POSITIVE_INFINITY
      : (hourMs / settings.staffPerHour) * odds.between(0.6, 1.4);
  }
  const startShift = (): void => {
    const gate = world.odds("staffPerHour").some(world.gates);
    if (gate === undefined) return;
    const person = stand(makeParty(`STAFF-${1 + (shifts++ % staffMembers)}`, 1, true), gate, 0);
    scripts.set(person, visit(person, world, 0, 1));
  };

  return {
    tick() {
      if (world.now >= nextAt && world.now < until && people.length < settings.maxPeople) {
        arrive();
        nextAt = world.now + gapMs * chance.between(0.7, 1.3) * (parties < waitingAtOpening ? 0.3 : 1);
      }
      if (world.now >= nextShift && world.now < until && hasRoom()) {
        startShift();
        nextShift = world.now + shiftGap();
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
