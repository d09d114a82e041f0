import type { Random } from "./clock.ts";

/**
 * A small, good, repeatable source of chance: sfc32 of PractRand (Chris Doty-Humphrey, public domain),
 * its state filled from the seed with splitmix32. The same seed gives the same numbers for ever.
 */
export function seededRandom(seed: number): Random {
  let mixed = seed | 0;
  const splitmix = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = mixed ^ (mixed >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let counter = 1;
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
}

/** Chance from the host, not repeatable. */
export const systemRandom: Random = () => Math.random();
