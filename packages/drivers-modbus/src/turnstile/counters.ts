import { type CounterName, counterNames, type GateImage } from "./decode.ts";
import type { TurnstileProfile } from "./profile.ts";

/** More than this in one poll are not told one by one; the counters say how many. */
const mostAtOnce = 100;
/** Through a turnstile go two people a second at most, each way. */
const msEach = 500;

/** How much each counter grew from one image to the next. */
export type Growth = Readonly<Partial<Record<CounterName, number>>>;

/**
 * How much the counters grew, over their end where they roll over. `undefined` where the board has begun anew: a
 * counter went back too far for a rollover in this time, or two of them did at once.
 */
export function growthOf(
  before: GateImage,
  now: GateImage,
  profile: TurnstileProfile,
  elapsedMs: number,
): Growth | undefined {
  const growth: Partial<Record<CounterName, number>> = {};
  let rollovers = 0;
  for (const name of counterNames) {
    const [from, to] = [before.counters[name], now.counters[name]];
    if (from === undefined || to === undefined) continue;
    if (to >= from) {
      growth[name] = to - from;
      continue;
    }
    const grown = to - from + (profile.counters?.[name]?.format === "uint16" ? 65_536 : 4_294_967_296);
    rollovers += 1;
    if (grown > 3 + elapsedMs / msEach) return undefined;
    growth[name] = grown;
  }
  return rollovers > 1 ? undefined : growth;
}

/** How many of them are told one by one: none where they are too many to be true. */
export function told(grown: number | undefined): number {
  return grown === undefined || grown > mostAtOnce ? 0 : grown;
}
