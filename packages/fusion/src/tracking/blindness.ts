import { walkingSpeed } from "./body-limits.ts";
import type { Look } from "./look.ts";
import { createMotion, moveTo } from "./motion.ts";
import type { TrackerState } from "./tracker-state.ts";

/** When no sensor has said anything for longer than this, nobody looked. Milliseconds. */
const blindAfter = 1200;
/** A name that a sensor has kept for fewer looks may itself be a mistake. */
const sureLooks = 3;
/** How far somebody may be from where they can have walked, metres. */
const slack = 0.6;

/**
 * A first look at `at` after nobody looked for a while. People may have walked farther than their motions believe; but a
 * sensor that was only cut off still follows them by the same ids. Who has kept theirs is where it is now, if they can
 * have walked there.
 */
export function findByName(state: TrackerState, looks: readonly Look[], at: number): void {
  const since = state.sightAt;
  if (at > since) state.sightAt = at;
  if (at - since <= blindAfter) return;
  for (const { sensor, seen } of looks) {
    for (let j = 0; j < seen.count; j++) {
      const { id } = seen.people[j]!;
      if (id === undefined || seen.partial[j]) continue;
      const track = state.tracks.find(
        ({ confirmed, names, namedFor }) => confirmed && names[sensor] === id && namedFor[sensor]! >= sureLooks,
      );
      if (track === undefined) continue;
      const { motion, seenAt } = track;
      const there = createMotion(seen.measures[j]!.main);
      const dx = there.state[0]! - motion.state[0]!;
      const dy = there.state[1]! - motion.state[1]!;
      if (Math.sqrt(dx * dx + dy * dy) < slack + (walkingSpeed * (at - seenAt)) / 1000) moveTo(motion, there);
    }
  }
}
