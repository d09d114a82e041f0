import type { Person } from "./person.ts";
import type { Script, World } from "./world.ts";

/** How long one waits for a friend who is on the way to the same thing. */
const patienceMs = 4_000;
/** Friends reach for the same thing within so many milliseconds. */
const togetherMs = 1_500;

/** Makes friends of two shoppers who arrive together: they want the same, and take it at nearly the same time. */
export function befriend(one: Person, other: Person): void {
  one.friend = other;
  other.friend = one;
}

/** Waits until the friend stands before the same product too. */
export function* meet(person: Person, gtin: string, world: World): Script {
  const { friend } = person;
  if (friend === undefined) return;
  person.ready = true;
  const until = world.now + patienceMs;
  const isComing = (): boolean => friend.doing === gtin || friend.errands.some((errand) => errand.gtin === gtin);
  while (world.now < until && isComing() && !(friend.ready && friend.doing === gtin)) yield;
  const at = world.now + world.odds("friends").between(0, togetherMs);
  while (world.now < at) yield;
  person.ready = false;
}
