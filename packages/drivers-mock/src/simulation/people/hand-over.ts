import type { Unit } from "../shelves/index.ts";
import { nearerHand } from "./handle.ts";
import { type Person, pace } from "./person.ts";
import { type Script, type World, wait } from "./world.ts";

/** Who stands no further away can be handed something. Metres. */
const armsMetres = 1.1;
const handHeight = 1.1;

/** Perhaps hands a unit to somebody of another party who stands near: who carries it out pays for it. */
export function* handOver(person: Person, unit: Unit, world: World): Script {
  const odds = world.odds("handOvers");
  if (!odds.yes(world.settings.handOvers)) return;
  const other = world.people.find((candidate) => takes(candidate, person));
  if (other === undefined || !person.basket.includes(unit)) return;
  const place = { x: (person.x + other.x) / 2, y: (person.y + other.y) / 2, z: handHeight };
  const startsAt = world.now;
  const contactAt = startsAt + odds.between(400, 700);
  const leftAt = contactAt + odds.between(300, 800);
  const backAt = leftAt + odds.between(300, 500);
  const times = { startsAt, contactAt, leftAt, backAt };
  for (const one of [person, other]) one.reach = { hand: nearerHand(one, place.x, place.y), ...place, ...times };
  const given = other.reach;
  yield* wait(world, leftAt - world.now);
  person.basket.splice(person.basket.indexOf(unit), 1);
  other.basket.push(unit);
  yield* wait(world, backAt - world.now);
  person.reach = undefined;
  // They may have reached for something else meanwhile.
  if (other.reach === given) other.reach = undefined;
}

function takes(candidate: Person, person: Person): boolean {
  const dx = candidate.x - person.x;
  const dy = candidate.y - person.y;
  return (
    candidate.party !== person.party &&
    !candidate.party.staff &&
    candidate.claim !== undefined &&
    candidate.reach === undefined &&
    pace(candidate) < 0.2 &&
    dx * dx + dy * dy < armsMetres * armsMetres
  );
}
