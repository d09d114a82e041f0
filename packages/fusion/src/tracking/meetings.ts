import { exchange } from "./exchange.ts";
import { type Likeness, likenessOf, mistakenLog, resting } from "./likeness.ts";
import { away } from "./merging.ts";
import type { Track, TrackerState } from "./tracker-state.ts";

/** Two people who came so near each other that they may be taken for one another from then on. Plain data. */
export interface Meeting {
  /** Ids of their tracks, the older first; and what they were like before they met. */
  readonly a: number;
  readonly b: number;
  readonly likeA: Likeness;
  readonly likeB: Likeness;
  /** How near they came, metres, and when. */
  nearest: number;
  nearestAt: number;
  /** Since when they have been apart again; −1 while they are not. */
  partedAt: number;
}

/** People have met within so many metres, and are apart again beyond so many. */
const near = 0.8;
const apart = 1;
/** Apart for so long, in ms, they can be told from each other, and by this time it is decided. */
const toldFrom = 1500;
const decidedAt = 3000;
/** From these log-odds on it is believed that they were mistaken for each other: it is asked often, so one chance is not enough. */
const believed = 1.5;
/** It is looked at so often, milliseconds; and at most so many meetings at once. */
const lookEvery = 100;
const meetingsAtMost = 512;

/** Watches who meets whom, and gives two who were mistaken for each other their numbers back once they have parted. */
export function keepMeetings(state: TrackerState): void {
  const { now, tracks } = state;
  if (now - state.lookedAt < lookEvery) return;
  state.lookedAt = now;
  state.meetings = state.meetings.filter((meeting) => isOpen(state, meeting));
  for (const [i, one] of tracks.entries()) {
    if (!one.confirmed) continue;
    let alone = true;
    for (let j = 0; j < i; j++) {
      const other = tracks[j]!;
      if (other.confirmed && away(one, other) < near) meet(state, other, one);
    }
    for (const { a, b } of state.meetings) if (a === one.id || b === one.id) alone = false;
    if (alone) resting(state, one);
  }
}

function meet({ meetings, now }: TrackerState, older: Track, younger: Track): void {
  if (meetings.some(({ a, b }) => a === older.id && b === younger.id) || meetings.length >= meetingsAtMost) return;
  meetings.push({
    a: older.id,
    b: younger.id,
    likeA: likenessOf(older),
    likeB: likenessOf(younger),
    nearest: Infinity,
    nearestAt: now,
    partedAt: -1,
  });
}

/** Whether there is more to say of a meeting. */
function isOpen(state: TrackerState, meeting: Meeting): boolean {
  const { now, tracks } = state;
  const a = tracks.find(({ id }) => id === meeting.a);
  const b = tracks.find(({ id }) => id === meeting.b);
  if (a === undefined || b === undefined) return false;
  const distance = away(a, b);
  if (distance < meeting.nearest) {
    meeting.nearest = distance;
    meeting.nearestAt = now;
  }
  if (distance < near) meeting.partedAt = -1;
  else if (distance > apart && meeting.partedAt < 0) meeting.partedAt = now;
  if (meeting.partedAt < 0 || now - meeting.partedAt < toldFrom) return true;
  const log = mistakenLog(state, meeting, a, b);
  const last = now - meeting.partedAt >= decidedAt;
  if (log < believed) return !last;
  exchange(state, a, b, meeting.nearestAt);
  return false;
}
