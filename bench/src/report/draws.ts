/** Draws from chance that are the same on every run: mulberry32 of a seed, in the public domain (Tommy Ettinger). */
export interface Draws {
  /** Evenly spread over [0, 1). */
  readonly even: () => number;
  /** Normal, of mean 0 and deviation 1 (Box and Muller). */
  readonly normal: () => number;
}

export function drawsOf(seed: number): Draws {
  let state = seed >>> 0;
  const even = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - even())) * Math.cos(2 * Math.PI * even());
  return { even, normal };
}
