import munkres from "munkres";
import type { Spot } from "./walkers.ts";

export interface SpotScore {
  /** Multiple object tracking accuracy (CLEAR MOT), 1 at best. */
  readonly mota: number;
  /** Share of places under the right identity. */
  readonly idf1: number;
  readonly switches: number;
}

/** Metres within which a track is where somebody is. */
const gate = 0.5;
/** A cost above any that is possible. */
const far = 1e6;

/** Scores tracks against the truth, frame by frame. Pairs of the frame before are kept where they still hold. */
export function scoreSpots(real: readonly (readonly Spot[])[], told: readonly (readonly Spot[])[]): SpotScore {
  const last = new Map<number, number>();
  const shared = new Map<number, Map<number, number>>();
  let [places, answers, matched, switches] = [0, 0, 0, 0];
  for (const [k, people] of real.entries()) {
    const tracks = told[k] ?? [];
    places += people.length;
    answers += tracks.length;
    for (const person of people) {
      const row = shared.get(person.id) ?? new Map<number, number>();
      shared.set(person.id, row);
      for (const track of tracks) if (distance(person, track) <= gate) row.set(track.id, (row.get(track.id) ?? 0) + 1);
    }
    for (const [person, track] of pairsOf(people, tracks, last)) {
      matched++;
      if (last.has(person) && last.get(person) !== track) switches++;
      last.set(person, track);
    }
  }
  const wrong = places - matched + (answers - matched) + switches;
  return { mota: 1 - wrong / places, idf1: (2 * sharedUnderOneName(shared)) / (places + answers), switches };
}

function pairsOf(
  people: readonly Spot[],
  tracks: readonly Spot[],
  last: ReadonlyMap<number, number>,
): [number, number][] {
  const kept = people.flatMap((person) => {
    const track = tracks.find(({ id }) => id === last.get(person.id));
    return track !== undefined && distance(person, track) <= gate ? [[person, track] as const] : [];
  });
  const freePeople = people.filter((person) => !kept.some(([one]) => one === person));
  const freeTracks = tracks.filter((track) => !kept.some(([, one]) => one === track));
  const found = best(
    freePeople.map((person) => freeTracks.map((track) => Math.min(far, gateCost(distance(person, track))))),
  );
  const pairs = found.flatMap(([i, j]) => {
    const [person, track] = [freePeople[i]!, freeTracks[j]!];
    return distance(person, track) <= gate ? [[person, track] as const] : [];
  });
  return [...kept, ...pairs].map(([person, track]) => [person.id, track.id]);
}

/** How often people are with the track that is given to them for good, in the best giving there is. */
function sharedUnderOneName(shared: ReadonlyMap<number, ReadonlyMap<number, number>>): number {
  const names = [...new Set([...shared.values()].flatMap((row) => [...row.keys()]))];
  const rows = [...shared.values()];
  let sum = 0;
  for (const [i, j] of best(rows.map((row) => names.map((name) => -(row.get(name) ?? 0)))))
    sum += rows[i]?.get(names[j]!) ?? 0;
  return sum;
}

function best(costs: number[][]): readonly (readonly [number, number])[] {
  return costs.length === 0 || costs[0]?.length === 0 ? [] : munkres(costs);
}

function gateCost(metres: number): number {
  return metres <= gate ? metres : far;
}

function distance(a: Spot, b: Spot): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
