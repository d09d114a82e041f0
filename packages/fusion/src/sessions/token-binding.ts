import type { Gate } from "@aisle/sdk/store";
import type { Entry } from "./entrance.ts";
import { depthAt } from "./gate-line.ts";
import { type Token, tokenLife } from "./token.ts";

/** Where a track was at a time; `undefined` where nobody knows any more, or it was not there yet. */
export type PlaceAt = (track: number, at: number) => { readonly x: number; readonly y: number } | undefined;

/**
 * Costs are negative log-likelihoods. People cross a gate's line about a second after their scan, in milliseconds. The
 * logarithm of the delay is normal on the short side, for a gate has to open and a body to walk; on the long side it is
 * Student-t with four degrees of freedom, for some fumble and some wait.
 */
export const usualDelay = 1100;
const delaySpread = 0.6;
const degrees = 4;
const shortest = 50;
/** Where only the turnstile tells, its clock may be off by this much; then a delay costs no more than this. */
const clocksDiffer = 150;
const mostByClock = 6;
/** Of a scan that nobody walks in on, and of somebody who walks in on none. */
const unusedCost = 3.5;
const strangerCost = 3.5;
/** Whoever scans stands before the line, no more metres away than this; and what each metre more costs. */
const standsWithin = 2;
const perMetre = 3;
/** Already on the line, or inside, when the scan was made. */
const onLineCost = 2;
const insideCost = 6;
/** Somebody else was seen at the scanner. */
const anotherHeldCost = 5;
/** At most so many scans of one gate are weighed together: 2⁸ ways to use them. */
const tokensTogether = 8;

/** What speaks against a person having come in on a scan; infinite where it cannot be. */
export function misfit(token: Token, entry: Entry, gate: Gate, placeAt: PlaceAt): number {
  const delay = entry.at - token.at;
  const seen = entry.track >= 0;
  if (token.gate !== entry.gate || delay < (seen ? shortest : -clocksDiffer) || delay > tokenLife) {
    return Number.POSITIVE_INFINITY;
  }
  const z = Math.log(Math.max(shortest, delay) / usualDelay) / delaySpread;
  let cost = z < 0 ? (z * z) / 2 : ((degrees + 1) / 2) * Math.log(1 + (z * z) / degrees);
  if (!seen) return Math.min(cost, mostByClock);
  if (token.holder >= 0 && token.holder !== entry.track) cost += anotherHeldCost;
  const place = placeAt(entry.track, token.at);
  if (place === undefined) return cost;
  const depth = depthAt(gate, place.x, place.y);
  if (depth > 0.3) return cost + insideCost;
  if (depth > -0.1) return cost + onLineCost;
  const away = Math.hypot(place.x - gate.at[0], place.y - gate.at[1]);
  return cost + perMetre * Math.max(0, away - standsWithin);
}

/**
 * Gives the scans of one gate to the people who came in there so that the sum of misfits is least; a scan may stay
 * unused and a person without one. Exact: dynamic programming over the scans that are used. Ties go to the earlier scan.
 */
export function assignTokens(
  tokens: readonly Token[],
  entries: readonly Entry[],
  gate: Gate,
  placeAt: PlaceAt,
): (Token | undefined)[] {
  const live = tokens.slice(-tokensTogether);
  const ways = 1 << live.length;
  let best = new Float64Array(ways).fill(Number.POSITIVE_INFINITY);
  best[0] = 0;
  const choices: Int8Array[] = [];
  for (const entry of entries) {
    const costs = live.map((token) => misfit(token, entry, gate, placeAt) - unusedCost);
    const next = new Float64Array(ways).fill(Number.POSITIVE_INFINITY);
    const choice = new Int8Array(ways).fill(-1);
    for (let used = 0; used < ways; used++) {
      const before = best[used]!;
      if (before === Number.POSITIVE_INFINITY) continue;
      if (before + strangerCost < next[used]!) {
        next[used] = before + strangerCost;
        choice[used] = -1;
      }
      for (let index = 0; index < costs.length; index++) {
        const bit = 1 << index;
        if ((used & bit) !== 0 || before + costs[index]! >= next[used | bit]!) continue;
        next[used | bit] = before + costs[index]!;
        choice[used | bit] = index;
      }
    }
    best = next;
    choices.push(choice);
  }
  let used = 0;
  for (let way = 1; way < ways; way++) if (best[way]! < best[used]!) used = way;
  const chosen: (Token | undefined)[] = [];
  for (let entry = entries.length - 1; entry >= 0; entry--) {
    const index = choices[entry]![used]!;
    chosen.unshift(index < 0 ? undefined : live[index]);
    if (index >= 0) used ^= 1 << index;
  }
  return chosen;
}
