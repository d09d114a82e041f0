import { type Body, framesOf, motionBy } from "./bodies.ts";
import { blankMotion, type Motion } from "./motion.ts";
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
  const shown = bodies.map(framesOf);
  for (let i = 0; i < bodies.length; i++) {
    const one = bodies[i]!;
    // Tracks come before newcomers.
    if (one.before === undefined) return;
    for (let k = i + 1; k < bodies.length && shown[i]! > 0; k++) {
      const other = bodies[k]!;
      const least = other.before === undefined ? somebody : 1;
      if (shown[i]! < least || shown[k]! < least || !mayBe(one.before, other)) continue;
      if (!swapIfBetter(one, other, frames)) continue;
      [shown[i], shown[k]] = [shown[k]!, shown[i]!];
    }
  }
}

/** Whether what was seen of somebody may be of a track that was here before. */
function mayBe({ state: a }: Motion, { motion: { state: b } }: Body): boolean {
  return Math.abs(a[0]! - b[0]!) <= farthest && Math.abs(a[1]! - b[1]!) <= farthest;
}

function swapIfBetter(one: Body, other: Body, frames: readonly Sightings[]): boolean {
  const now = density(one, one, frames) + density(other, other, frames);
  if (density(other, one, frames) + density(one, other, frames) < now + margin) return false;
  const seen = one.seen.slice();
  one.seen.set(other.seen);
  other.seen.set(seen);
  motionBy(one.before, one.seen, frames, one.motion);
  motionBy(other.before, other.seen, frames, other.motion);
  return true;
}

/** Log-density of what was seen of somebody if it was of `whose`. */
function density(whose: Body, { seen }: Body, frames: readonly Sightings[]): number {
  return motionBy(whose.before, seen, frames, trial) ?? 0;
}
