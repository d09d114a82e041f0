import type { EvidenceReach } from "../../../src/wire/index.ts";

/** How near somebody has to come for a hand to be at the plate, metres. */
export const handLine = 0.4;

/** How near one person came, as two lines on the common axis: where a hand was seen, and where only the body was. */
export interface ReachLines {
  readonly person: number;
  readonly session: string | null;
  /** Metres; `null` where the person was not there, `undefined` where nothing was sampled or the other line is drawn. */
  readonly hand: readonly (number | null | undefined)[];
  readonly body: readonly (number | null | undefined)[];
  /** The nearest of all, metres; absent for somebody who was never there. */
  readonly nearest?: number;
}

/** Reaches on one axis of time, in seconds from `from` (ms since the epoch); who came nearest first. */
export function reachLines(
  reaches: readonly EvidenceReach[],
  from: number,
): { readonly seconds: readonly number[]; readonly people: readonly ReachLines[] } {
  const times = [...new Set(reaches.flatMap((reach) => reach.t))].sort((a, b) => a - b);
  const placeOf = new Map(times.map((t, i) => [t, i]));
  const people = reaches.map((reach): ReachLines => {
    const hand = new Array<number | null | undefined>(times.length).fill(undefined);
    const body = new Array<number | null | undefined>(times.length).fill(undefined);
    let nearest = Number.POSITIVE_INFINITY;
    reach.t.forEach((t, i) => {
      const at = placeOf.get(t)!;
      const distance = reach.distance[i] ?? null;
      if (distance !== null) nearest = Math.min(nearest, distance);
      const mine = reach.hand[i] === true;
      const beside = [i - 1, i + 1].some((k) => k >= 0 && k < reach.t.length && reach.hand[k] !== true);
      // A gap in one line, where the other takes over; the body's line reaches over to the hand's next point.
      hand[at] = mine ? distance : null;
      body[at] = !mine || beside ? distance : null;
    });
    const { person, session } = reach;
    return { person, session, hand, body, ...(Number.isFinite(nearest) && { nearest }) };
  });
  const near = (lines: ReachLines): number => lines.nearest ?? Number.POSITIVE_INFINITY;
  return { seconds: times.map((t) => (t - from) / 1000), people: people.toSorted((a, b) => near(a) - near(b) || 0) };
}
