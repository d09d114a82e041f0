import type { Meeting } from "./meetings.ts";
import type { Track, TrackerState } from "./tracker-state.ts";

/** What tells one person from another: how tall they are, and what sensors call them. Plain data. */
export interface Likeness {
  /** Height of the middle of the head, metres; of a person looked at so often, 0 for never. */
  readonly tall: number;
  readonly looks: number;
  readonly names: readonly (string | number | null)[];
}

/** A height is the mean of so many looks, and known from so many on. */
const mostLooks = 200;
const fewLooks = 10;
/** It is learned while it is known to this much, square metres; and only of who was seen so lately, milliseconds. */
const knownTo = 0.0007;
const lately = 300;
/**
 * One person's heights differ from place to place, the more the worse the calibration is: variance in square metres, at
 * first, at least, and how fast it is learned.
 */
export const usualSpread = 0.0004;
const leastSpread = 0.0001;
const spreadStep = 0.005;
/** The spread holds what is unsure of a height that is known well, square metres; what is more comes on top. */
const usualDoubt = 0.0003;
/**
 * The log-odds of two having been mistaken for each other are a sum: fitted to 11,627 meetings of simulated shoppers, 37
 * of which ended so. Errors of motion have heavy tails, so it falls with the logarithm of how well they could be told apart.
 */
const usualLog = -1.7;
const apartShare = 2;
const apartScale = 4;
const nameShare = 0.7;
const mostNames = 4;

/** What a track is like now. */
export function likenessOf({ tall, looks, names }: Track): Likeness {
  return { tall, looks, names: names.slice() };
}

/** Learns how tall somebody is whom nobody is near. */
export function resting(into: TrackerState, track: Track): void {
  if (!isSeen(track, into.now) || track.motion.state[19]! > knownTo) return;
  const more = track.motion.state[4]! - track.tall;
  if (track.looks >= fewLooks) into.tallSpread += spreadStep * (more * more - into.tallSpread);
  track.looks = Math.min(mostLooks, track.looks + 1);
  track.tall += more / track.looks;
}

/**
 * Log-odds that two tracks that have parted follow each other's person since they met. Heights tell only where those of
 * both are known, before and now.
 */
export function mistakenLog(
  { now, tallSpread }: TrackerState,
  { likeA, likeB, apartness, partedAt }: Meeting,
  a: Track,
  b: Track,
): number {
  const areKnown = likeA.looks >= fewLooks && likeB.looks >= fewLooks && isSeen(a, now) && isSeen(b, now);
  const heights = areKnown ? heightsLog(Math.max(leastSpread, tallSpread), likeA, likeB, a, b) : 0;
  let names = 0;
  for (let sensor = 0; sensor < a.names.length; sensor++) {
    const nameA = a.namedAt[sensor]! > partedAt ? a.names[sensor]! : null;
    const nameB = b.namedAt[sensor]! > partedAt ? b.names[sensor]! : null;
    if (isSame(nameA, likeB.names[sensor]) || isSame(nameB, likeA.names[sensor])) names++;
    if (isSame(nameA, likeA.names[sensor]) || isSame(nameB, likeB.names[sensor])) names--;
  }
  const before = usualLog - apartShare * Math.log(1 + apartness / apartScale);
  return before + heights + nameShare * Math.max(-mostNames, Math.min(mostNames, names));
}

/** How much likelier, natural log, the heights of two are if they were taken for each other. */
function heightsLog(spread: number, likeA: Likeness, likeB: Likeness, a: Track, b: Track): number {
  return (
    heightMisfit(spread, a, likeA) +
    heightMisfit(spread, b, likeB) -
    heightMisfit(spread, a, likeB) -
    heightMisfit(spread, b, likeA)
  );
}

function heightMisfit(spread: number, { motion: { state } }: Track, { tall }: Likeness): number {
  return misfit(state[4]! - tall, spread + Math.max(0, state[19]! - usualDoubt));
}

function isSeen({ seenAt }: Track, now: number): boolean {
  return now - seenAt <= lately;
}

function isSame(now: string | number | null, before: string | number | null | undefined): boolean {
  return now !== null && now === before;
}

/** What a Student-t with four degrees of freedom says against a difference in height, natural log. */
function misfit(metres: number, spread: number): number {
  return 2.5 * Math.log(1 + (metres * metres) / (4 * spread));
}
