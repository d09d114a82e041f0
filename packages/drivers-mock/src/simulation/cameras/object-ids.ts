import type { Chance } from "../chance/index.ts";

/** The ids one camera gives to what it follows. They break when somebody was out of sight, and now and then. */
export interface ObjectIds {
  of(person: string, time: number): number;
  /** An id for something new. */
  fresh(): number;
  /** Two that are close in the picture may get each other's id. */
  swap(a: string, b: string): void;
  /** Forgets who has not been seen for long. */
  forget(time: number): void;
}

const rememberedMs = 800;

/** Ids from 1 up; `broken` is the chance, person and frame, of a new one. */
export function createObjectIds(broken: number, chance: Chance): ObjectIds {
  const known = new Map<string, { id: number; seenAt: number }>();
  let last = 0;
  return {
    of(person, time) {
      const entry = known.get(person);
      if (entry !== undefined && !chance.yes(broken)) {
        entry.seenAt = time;
        return entry.id;
      }
      known.set(person, { id: ++last, seenAt: time });
      return last;
    },
    fresh: () => ++last,
    swap(a, b) {
      const one = known.get(a);
      const other = known.get(b);
      if (one !== undefined && other !== undefined) [one.id, other.id] = [other.id, one.id];
    },
    forget(time) {
      for (const [person, entry] of known) if (time - entry.seenAt > rememberedMs) known.delete(person);
    },
  };
}
