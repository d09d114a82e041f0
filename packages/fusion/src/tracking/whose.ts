import { type Body, framesOf, motionBy } from "./bodies.ts";
import { blankMotion } from "./motion.ts";
import type { Sightings } from "./sightings.ts";

/** Nobody is sought farther than this from where they were, metres. */
const farthest = 2.5;
/** What is on so many frames is somebody, and no false alarm. */
const somebody = 2;
/** By so much, natural log, must it be likelier that two were mixed up. */
const margin = 1;
const trial = blankMotion();

/**
 * Frames of one moment agree on where people are more easily than on who they are: where the first of them gave a track
 * somebody else's place, the others follow it. So for each track and everybody near it it is asked whether what was seen
 * of them goes better with where the other was before.
 */
export function tellApart(bodies: readonly Body[], frames: readonly Sightings[]): void {
  for (let i = 0; i < bodies.length; i++) {
    for (let k = i + 1; k < bodies.length; k++) {
      // Tracks come before newcomers.
      if (mayBe(bodies[i]!, bodies[k]!)) swapIfBetter(bodies[i]!, bodies[k]!, frames);
    }
  }
}

/** Whether what was seen of `other` may be of the track `one`. */
function mayBe(one: Body, other: Body): boolean {
  const { before } = one;
  if (before === undefined) return false;
  const { state: a } = before;
  const { state: b } = other.motion;
  if (Math.abs(a[0]! - b[0]!) > farthest || Math.abs(a[1]! - b[1]!) > farthest) return false;
  const least = other.before === undefined ? somebody : 1;
  return framesOf(one) >= least && framesOf(other) >= least;
}

function swapIfBetter(one: Body, other: Body, frames: readonly Sightings[]): void {
  const density = (whose: Body, { seen }: Body): number => motionBy(whose.before, seen, frames, trial) ?? 0;
  const now = density(one, one) + density(other, other);
  if (density(other, one) + density(one, other) < now + margin) return;
  const seen = one.seen.slice();
  one.seen.set(other.seen);
  other.seen.set(seen);
  motionBy(one.before, one.seen, frames, one.motion);
  motionBy(other.before, other.seen, frames, other.motion);
}
