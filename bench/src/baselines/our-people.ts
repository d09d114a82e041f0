import { everyMs, runEngine, type StoreRun } from "../stores/index.ts";
import type { SeenPerson, Shopper, Sighting } from "./people.ts";

/** People as our tracker followed them and our sessions named them, ten times a second. */
export function ourPeople(run: StoreRun): readonly SeenPerson[] {
  const people = new Map<number, { readonly sightings: Sighting[]; readonly sessions: (string | null)[] }>();
  const take = everyMs(100, (engine, at) => {
    for (const { id, x, y, hands = [], session } of engine.people(at)) {
      const person = people.get(id) ?? { sightings: [], sessions: [] };
      people.set(id, person);
      person.sightings.push({ at, x, y, hands });
      person.sessions.push(session);
    }
  });
  const { receipts } = runEngine(run, take);
  const shoppers = new Map<string, Shopper>(receipts.map(({ receipt }) => [receipt.session, receipt]));
  return [...people.values()].map(({ sightings, sessions }) => {
    const own = sessions.findLast((session) => session !== null);
    return { sightings, shopperAt: (at) => shoppers.get(sessionAt(sightings, sessions, at) ?? own ?? "") };
  });
}

function sessionAt(sightings: readonly Sighting[], sessions: readonly (string | null)[], at: number): string | null {
  const k = sightings.findLastIndex((sighting) => sighting.at <= at);
  return sessions[k] ?? null;
}
