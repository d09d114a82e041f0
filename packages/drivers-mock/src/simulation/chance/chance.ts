import { type Random, seededRandom } from "@aisle/sdk";

/** Every kind of chance the simulation needs, drawn from one seeded stream. */
export interface Chance {
  /** A number in [0, 1). */
  next(): number;
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  normal(mean: number, sd: number): number;
  yes(probability: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(list: readonly [T, ...T[]]): T;
  /** One of a list, or nothing of an empty one. */
  some<T>(list: readonly T[]): T | undefined;
  /** A stream of its own, so that one part of the store does not change what another part draws. */
  fork(name: string): Chance;
}

/** Chance from a seed; the same seed gives the same numbers for ever. */
export function createChance(seed: number | string): Chance {
  const random: Random = seededRandom(hash(String(seed)));
  let spare: number | undefined;
  const chance: Chance = {
    next: random,
    between: (low, high) => low + (high - low) * random(),
    whole: (low, high) => low + Math.floor(random() * (high - low + 1)),
    normal: (mean, sd) => {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return mean + sd * value;
      }
      // Box and Muller, 1958: two at a time.
      const radius = Math.sqrt(-2 * Math.log(1 - random()));
      const angle = 2 * Math.PI * random();
      spare = radius * Math.sin(angle);
      return mean + sd * radius * Math.cos(angle);
    },
    yes: (probability) => random() < probability,
    pick: (list) => list[Math.floor(random() * list.length)] ?? list[0],
    some: (list) => list[Math.floor(random() * list.length)],
    fork: (name) => createChance(`${seed}/${name}`),
  };
  return chance;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
