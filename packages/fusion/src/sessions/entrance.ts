import type { Member, Session } from "./session.ts";
import type { Token } from "./token.ts";

/** One person coming in at a gate, as far as it is known: seen by cameras, told by the turnstile, or both. */
export interface Entry {
  /** Index of the gate in the store model. */
  gate: number;
  at: number;
  /** −1 while nobody saw them cross. */
  track: number;
  /** Told by the turnstile. */
  passed: boolean;
  /** What it led to; absent while it waits to be believed. */
  session?: Session;
  member?: Member;
  /** The scan they came in on; absent for somebody without one. */
  token?: Token;
}

/** A crossing and a passage this close in time are the same person. */
export const samePassage = 2500;
/** Two passages one way this close in time are one that was told twice. */
const toldTwice = 300;

/** Told passages by gate and direction, so that one that comes twice counts once. */
export interface Passage {
  gate: number;
  at: number;
  direction: "in" | "out";
}

const passagesAtMost = 64;

/** Keeps a passage; says whether it is new. */
export function addPassage(passages: Passage[], passage: Passage): boolean {
  for (const { gate, at, direction } of passages) {
    if (gate === passage.gate && direction === passage.direction && Math.abs(at - passage.at) < toldTwice) return false;
  }
  passages.push(passage);
  if (passages.length > passagesAtMost) passages.shift();
  return true;
}

/** The entry that a crossing or a passage at `at` belongs to: the nearest in time that still lacks it. */
export function findEntry(
  entries: readonly Entry[],
  gate: number,
  at: number,
  lacks: "track" | "passage",
): Entry | undefined {
  let best: Entry | undefined;
  for (const entry of entries) {
    if (entry.gate !== gate || Math.abs(entry.at - at) > samePassage) continue;
    if (lacks === "track" ? entry.track >= 0 : entry.passed) continue;
    if (best === undefined || Math.abs(entry.at - at) < Math.abs(best.at - at)) best = entry;
  }
  return best;
}
