import { apartness } from "./alike.ts";
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
  /** How well they could be told apart by place and velocity when that was hardest (see `apartness`), and when it was. */
  apartness: number;
  alikeAt: number;
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
const believed = 0.5;
/** A smaller probability that what is decided is wrong is not worth telling. */
const leastDoubt = 0.02;
/** It is looked at so often, milliseconds; and at most so many meetings at once. */
const lookEvery = 100;
const meetingsAtMost = 512;

/** Watches who meets whom, and gives two who were mistaken for each other their numbers back once they have parted. */
export function keepMeetings(state: TrackerState): void {
  const { now, tracks } = state;
  if (now - state.lookedAt < lookEvery) return;
  state.lookedAt = now;
  state.meetings = state.meetings.filter((meeting) => isOpen(state, meeting));
  const meeting = new Set(state.meetings.flatMap(({ a, b }) => [a, b]));
  const there = tracks.filter(({ confirmed }) => confirmed);
  for (let i = 0; i < there.length; i++) {
    const one = there[i]!;
    const { state: here } = one.motion;
    for (let j = 0; j < i; j++) {
      const other = there[j]!;
      const { state: place } = other.motion;
      if (Math.abs(place[0]! - here[0]!) > near || Math.abs(place[1]! - here[1]!) > near) continue;
      if (away(one, other) < near) meet(state, meeting, other, one);
    }
    if (!meeting.has(one.id)) resting(state, one);
  }
}

/** Notes that two have met, and that they are among those who are `meeting`. */
function meet({ meetings, now }: TrackerState, meeting: Set<number>, older: Track, younger: Track): void {
  if (meetings.some(({ a, b }) => a === older.id && b === younger.id) || meetings.length >= meetingsAtMost) return;
  meeting.add(older.id).add(younger.id);
  meetings.push({
    a: older.id,
    b: younger.id,
    likeA: likenessOf(older),
    likeB: likenessOf(younger),
    apartness: Infinity,
    alikeAt: now,
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
  if (distance < apart) noteAlike(meeting, apartness(a.motion, b.motion), now);
  if (distance < near) meeting.partedAt = -1;
  else if (distance > apart && meeting.partedAt < 0) meeting.partedAt = now;
  if (meeting.partedAt < 0 || now - meeting.partedAt < toldFrom) return true;
  const log = mistakenLog(state, meeting, a, b);
  const last = now - meeting.partedAt >= decidedAt;
  const mistaken = log >= believed;
  if (!mistaken && !last) return true;
  if (mistaken) exchange(state, a, b, meeting.alikeAt);
  tellDoubt(state, meeting, 1 / (1 + Math.exp(Math.abs(log))));
  return false;
}

/** Tells with what probability what was decided of a meeting is wrong. */
function tellDoubt({ events, now }: TrackerState, { a, b, alikeAt }: Meeting, probability: number): void {
  if (probability < leastDoubt) return;
  events.push({ type: "confused", track: a, other: b, since: alikeAt, probability, at: now });
}

function noteAlike(meeting: Meeting, squared: number, now: number): void {
  if (squared >= meeting.apartness) return;
  meeting.apartness = squared;
  meeting.alikeAt = now;
}
