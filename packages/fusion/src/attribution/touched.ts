import type { HeldUnit } from "../sessions/session.ts";
import { openIn } from "./ledger.ts";
import { stranger } from "./pricing.ts";
import type { Unit } from "./standing.ts";
import type { Group } from "./worlds.ts";

/** Every session that moves something in some world. */
export function sessionsIn(groups: readonly Group[]): Set<string> {
  const ids = new Set<string>();
  for (const group of groups) for (const session of openIn(group).taken.keys()) ids.add(session);
  ids.delete(stranger);
  return ids;
}

/** Every session that moves something in the likeliest world of some group: the others' carts stay as they are. */
export function leadersIn(groups: readonly Group[]): Set<string> {
  const ids = new Set<string>();
  for (const { worlds } of groups) {
    for (const { moves } of worlds[0]!.answers) for (const { session } of moves) ids.add(session);
  }
  return ids;
}

/** Whether two carts hold the same, from the same interactions and in the same order. */
export function isSame(before: readonly HeldUnit[], now: readonly Unit[]): boolean {
  return (
    before.length === now.length &&
    before.every(({ product, interaction }, k) => product === now[k]!.product && interaction === now[k]!.interaction)
  );
}
