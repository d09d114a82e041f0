import { copyMotion, createMotion, type Innovation, innovate, type Motion, setMotion, update } from "./motion.ts";
import type { Pairable } from "./pairing.ts";
import type { Sightings } from "./sightings.ts";
import { learnStature } from "./stature.ts";
import type { Track } from "./tracker-state.ts";

/** Somebody of a moment, while it is being decided who is who on the frames that several sensors took of it. */
export interface Body extends Pairable {
  /** Where a track must be before anything of this moment is seen; a newcomer comes from nowhere. */
  before: Motion | undefined;
  /** Learns what the moment says, and may be wrong. */
  readonly motion: Motion;
  /** Which person of each frame this is, −1 where none. */
  seen: Int32Array;
}

/** The body of a track on so many frames, written into `into` if there is one. */
export function bodyOf(track: Track, frames: number, into: Body | undefined): Body {
  if (into?.seen.length !== frames) {
    return begun(track.motion, track, frames, copyMotion(track.motion));
  }
  into.before = track.motion;
  setMotion(into.motion, track.motion);
  into.at = track.at;
  into.confirmed = track.confirmed;
  into.seenAt = track.seenAt;
  into.missedAt = track.missedAt;
  into.names = track.names;
  into.namedAt = track.namedAt;
  into.namedFor = track.namedFor;
  into.seen.fill(-1);
  return into;
}

/** Nobody's names. */
const nameless = { names: [], namedAt: new Float64Array(0), namedFor: new Uint16Array(0) };

/** The body of a newcomer of this moment, of whom only the place is known. */
export function newBody(at: number, frames: number, motion: Motion): Body {
  return begun(undefined, { at, confirmed: false, seenAt: at, missedAt: -Infinity, ...nameless }, frames, motion);
}

function begun(
  before: Motion | undefined,
  { at, confirmed, seenAt, missedAt, names, namedAt, namedFor }: Omit<Pairable, "motion">,
  frames: number,
  motion: Motion,
): Body {
  const seen = new Int32Array(frames).fill(-1);
  return { before, motion, at, confirmed, seenAt, missedAt, names, namedAt, namedFor, seen };
}

const innovation: Innovation = { logDensity: 0, squared: 0 };

/** On how many frames somebody is. */
export function framesOf({ seen }: Body): number {
  let frames = 0;
  for (const j of seen) if (j >= 0) frames++;
  return frames;
}

/** Where a newcomer is whom a frame shows as its person `j`. */
export function beginAt({ people, measures, late }: Sightings, j: number): Motion {
  const { main, second, count } = measures[j]!;
  const motion = createMotion(main);
  if (count > 1) update(motion, second, late);
  learnStature(motion, people[j]!.tall);
  return motion;
}

/** Takes in that somebody was person `j` of a frame, `late` seconds ago. A part of a person does not say where. */
export function learn(motion: Motion, { people, measures, partial }: Sightings, j: number, late: number): void {
  if (partial[j]) return;
  const { main, second, count } = measures[j]!;
  update(motion, main, late);
  if (count > 1) update(motion, second, late);
  learnStature(motion, people[j]!.tall);
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
    learn(into, frame, j, frame.late);
  }
  return known ? logDensity : undefined;
}
