import { freeSlot, timesMet } from "./met-book.ts";
import { graftWrists } from "./track-history.ts";
import type { ClosePair, Track, TrackerState } from "./tracker-state.ts";

/** Two tracks this near, in metres, for so long, in ms, are one person. */
const within = 0.45;
const forLong = 1000;
/** Seen both in so many scans, two tracks are two people; fewer may be a false alarm. More are not counted. */
const metTwo = 3;

/** The tracks from left to right: room that is used from time to time. */
const sweep: Track[] = [];

/** Merges tracks that have long been close and were never seen both by one scan. */
export function mergeClose(state: TrackerState): void {
  const { tracks, close } = state;
  if (tracks.length < 2) return;
  sortByX(tracks);
  let found: ClosePair[] | undefined;
  for (let i = 0; i < sweep.length; i++) {
    const one = sweep[i]!;
    const limit = one.motion.state[0]! + within;
    for (let j = i + 1; j < sweep.length; j++) {
      const other = sweep[j]!;
      if (other.motion.state[0]! > limit) break;
      if (away(one, other) > within || timesMet(state.met, one.slot, other.slot) >= metTwo) continue;
      const [a, b] = one.id < other.id ? [one.id, other.id] : [other.id, one.id];
      const since = close.find((pair) => pair.a === a && pair.b === b)?.since ?? state.now;
      found ??= [];
      found.push({ a, b, since });
    }
  }
  sweep.length = 0;
  if (!found && close.length === 0) return;
  state.close = found ? found.filter((pair) => !settle(state, pair)) : [];
}

/** Insertion, which is quick for few and needs no room. */
function sortByX(tracks: readonly Track[]): void {
  for (const track of tracks) {
    const x = track.motion.state[0]!;
    let k = sweep.length;
    sweep.push(track);
    for (; k > 0 && sweep[k - 1]!.motion.state[0]! > x; k--) sweep[k] = sweep[k - 1]!;
    sweep[k] = track;
  }
}

/** Makes one person of a pair that has been close for long enough; `false` while that is open. */
function settle(state: TrackerState, { a, b, since }: ClosePair): boolean {
  const older = state.tracks.find((track) => track.id === a);
  const younger = state.tracks.find((track) => track.id === b);
  if (!older || !younger) return true;
  if (state.now - since < forLong) return false;
  // The one that has been believed for longer goes on.
  if (younger.confirmed && !older.confirmed) merge(state, older, younger);
  else merge(state, younger, older);
  return true;
}

/** Distance between two tracks, metres. */
export function away({ motion: { state: a } }: Track, { motion: { state: b } }: Track): number {
  const dx = a[0]! - b[0]!;
  const dy = a[1]! - b[1]!;
  return Math.sqrt(dx * dx + dy * dy);
}

/** Takes a track off the floor. */
export function removeTrack({ tracks, met }: TrackerState, track: Track): void {
  const k = tracks.indexOf(track);
  if (k < 0) return;
  tracks.splice(k, 1);
  freeSlot(met, track.slot);
}

function merge(state: TrackerState, drop: Track, keep: Track): void {
  graftWrists(keep.wrists, drop.wrists);
  if (drop.seenAt > keep.seenAt) {
    keep.motion = structuredClone(drop.motion);
    keep.at = drop.at;
    keep.seenAt = drop.seenAt;
  }
  keep.hits += drop.hits;
  keep.odds = Math.max(keep.odds, drop.odds);
  removeTrack(state, drop);
  if (!drop.confirmed) return;
  drop.endedAt = state.now;
  state.ended.push(drop);
  state.events.push({ type: "merged", track: drop.id, into: keep.id, at: state.now });
}
