import { createMotion, type Innovation, innovate, type Motion, setMotion, update } from "./motion.ts";
import type { Sightings } from "./sightings.ts";
import type { Track } from "./tracker-state.ts";

/** Somebody of a moment, while it is being decided who is who on the frames that several sensors took of it. */
export interface Body {
  /** Where a track must be before anything of this moment is seen; a newcomer comes from nowhere. */
  readonly before: Motion | undefined;
  /** A copy of the track that learns what the moment says, and may be wrong. */
  readonly shadow: Track;
  /** Which person of each frame this is, −1 where none. */
  readonly seen: Int32Array;
}

const innovation: Innovation = { logDensity: 0, squared: 0 };

/** On how many frames somebody is. */
export function framesOf({ seen }: Body): number {
  let frames = 0;
  for (const j of seen) if (j >= 0) frames++;
  return frames;
}

/** Where a newcomer is whom a frame shows as its person `j`. */
export function beginAt({ measures, late }: Sightings, j: number): Motion {
  const { main, second, count } = measures[j]!;
  const motion = createMotion(main);
  if (count > 1) update(motion, second, late);
  return motion;
}

/** Takes in that somebody is person `j` of a frame. A part of a person does not say where. */
export function learn(motion: Motion, { measures, partial, late }: Sightings, j: number): void {
  if (partial[j]) return;
  const { main, second, count } = measures[j]!;
  update(motion, main, late);
  if (count > 1) update(motion, second, late);
}

/**
 * Where somebody is by the frames in `seen`, written into `into`; gives the log-density of those frames, or `undefined`
 * (and writes nothing) where nothing says where they are.
 */
export function motionBy(
  before: Motion | undefined,
  seen: Int32Array,
  frames: readonly Sightings[],
  into: Motion,
): number | undefined {
  let known = before !== undefined;
  if (before !== undefined) setMotion(into, before);
  let logDensity = 0;
  for (let s = 0; s < seen.length; s++) {
    const j = seen[s]!;
    const frame = frames[s]!;
    if (j < 0 || frame.partial[j]) continue;
    if (!known) {
      known = true;
      setMotion(into, beginAt(frame, j));
      continue;
    }
    innovate(into, frame.measures[j]!.main, frame.late, Infinity, innovation);
    logDensity += innovation.logDensity;
    learn(into, frame, j);
  }
  return known ? logDensity : undefined;
}
