import { graftWrists } from "./track-history.ts";
import type { Track, TrackerState } from "./tracker-state.ts";

/** Two tracks this near, in metres, for so long, in ms, are one person. */
const within = 0.45;
const forLong = 1000;
/** Seen both in so many scans, two tracks are two people; fewer may be a false alarm. */
const metTwo = 3;

/** Notes that one scan showed all of these tracks, given in order of birth. */
export function noteMet(seen: readonly Track[]): void {
  for (let i = 0; i < seen.length; i++) {
    const older = seen[i];
    for (let j = i + 1; older && j < seen.length; j++) {
      const id = seen[j]?.id ?? 0;
      const met = older.met.get(id) ?? 0;
      if (met < metTwo) older.met.set(id, met + 1);
    }
  }
}

/** Merges tracks that have long been close and were never seen both by one scan. */
export function mergeClose(state: TrackerState): void {
  const { now } = state;
  const tracks = [...state.tracks];
  const close = new Map<string, number>();
  const gone = new Set<Track>();
  for (let i = 0; i < tracks.length; i++) {
    for (let j = i + 1; j < tracks.length; j++) {
      const a = tracks[i];
      const b = tracks[j];
      if (!a || !b || gone.has(a) || gone.has(b) || away(a, b) > within || (a.met.get(b.id) ?? 0) >= metTwo) continue;
      const key = `${a.id}:${b.id}`;
      const since = state.close.get(key) ?? now;
      if (now - since < forLong) {
        close.set(key, since);
        continue;
      }
      // The one that has been believed for longer goes on.
      const drop = b.confirmed && !a.confirmed ? a : b;
      gone.add(drop);
      merge(state, drop, drop === a ? b : a);
    }
  }
  state.close = close;
}

/** Distance between two tracks, metres. */
export function away(a: Track, b: Track): number {
  return Math.hypot(
    (a.motion.mean[0] ?? 0) - (b.motion.mean[0] ?? 0),
    (a.motion.mean[1] ?? 0) - (b.motion.mean[1] ?? 0),
  );
}

/** Takes a track off the floor. */
export function removeTrack(state: TrackerState, track: Track): void {
  state.tracks = state.tracks.filter((other) => other !== track);
  for (const other of state.tracks) other.met.delete(track.id);
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
