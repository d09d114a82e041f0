import type { Gate } from "../gates/index.ts";
import { comeIn, giveUp, goOut } from "./pass-gate.ts";
import type { Person } from "./person.ts";
import { shop } from "./shop.ts";
import { stockUp } from "./stock-up.ts";
import { type Script, type World, wait } from "./world.ts";

/** A whole visit: in through a gate, through the store, and out. `share` of the usual shopping list. */
export function* visit(person: Person, world: World, delayMs: number, share: number): Script {
  yield* wait(world, delayMs);
  if (!(yield* comeIn(person, world))) {
    yield* giveUp(person, world);
    return;
  }
  if (person.party.staff) yield* stockUp(person, world);
  else yield* shop(person, world, share);
  person.claim = undefined;
  yield* goOut(person, wayOut(person, world), world);
}

/** Mostly the nearer gate; often enough the other one. */
function wayOut(person: Person, world: World): Gate {
  const off = (gate: Gate): number => Math.abs(gate.place.y - person.y);
  const nearer = world.gates.reduce((best, gate) => (off(gate) < off(best) ? gate : best));
  return world.chance.yes(0.25) ? world.chance.pick([nearer, ...world.gates]) : nearer;
}
