import type { Unit } from "../shelves/index.ts";

/** Everybody under one credential, from the first scan to the last way out. Times in ms since the epoch. */
export interface Party {
  /** `null` for somebody who slipped in without one. */
  readonly credential: string | null;
  /** Somebody who works here: what they move is stock, and there is no receipt. */
  readonly staff: boolean;
  /** Ids of those who came in, in that order. */
  readonly entered: string[];
  /** How many are still outside and mean to come in. */
  outside: number;
  /** How many are in the store. */
  inside: number;
  enteredAt: number;
  exitedAt: number;
  /** What was carried out so far. */
  readonly carriedOut: Unit[];
}

/** A party that has just arrived before the store. */
export function makeParty(credential: string | null, people: number, staff = false): Party {
  return { credential, staff, entered: [], outside: people, inside: 0, enteredAt: 0, exitedAt: 0, carriedOut: [] };
}
