import type { Chance } from "../chance/index.ts";

/** How a gondola swings after each step beside it. */
export interface Footsteps {
  /** Grams at `time`, for a plate that feels as much as most; `felt` is how much of the footfall reaches the gondola now. */
  at(time: number, felt: number): number;
}

/** Steps a second at a metre a second. */
const stepsPerMetre = 1.5;
const dampingMs = 140;

/** Footsteps beside one gondola: each sets it swinging, by `grams` for a step right beside it. Asked in order of time. */
export function createFootsteps(grams: number, chance: Chance): Footsteps {
  // Radians a millisecond: 5 to 9 Hz, as the furniture is built.
  const swing = (2 * Math.PI * chance.between(5, 9)) / 1000;
  let last: number | undefined;
  let walked = 0;
  let amplitude = 0;
  let since = 0;
  const left = (time: number): number => amplitude * Math.exp((since - time) / dampingMs);
  return {
    at(time, felt) {
      if (grams === 0) return 0;
      walked += (felt > 0 ? stepsPerMetre * (time - (last ?? time)) : 0) / 1000;
      last = time;
      if (walked >= 1) {
        walked = chance.between(0, 0.15);
        amplitude = left(time) + grams * felt * Math.abs(chance.normal(1, 0.4));
        since = time;
      }
      return amplitude === 0 ? 0 : left(time) * Math.sin(swing * (time - since));
    },
  };
}
