import type { StoreModel } from "@aisle/sdk/store";
import { isInside, type Member, type Session } from "../sessions/session.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import { armLength, type Reach, type Tracking, walkingSpeed } from "../tracking/index.ts";
import { elsewhereLog, type KnownReaches, otherChanges } from "./other-hands.ts";
import { type ReachAsked, reachAsked } from "./reach-point.ts";

/** Somebody who may have done it, and, where it is known, what was seen of them. */
export interface Candidate {
  /** `undefined`: a person whom no session knows. */
  readonly session: Session | undefined;
  /** Twice the negative of `logLikelihood`, and for whom no session knows what that costs. */
  readonly cost: number;
  /** Log of how much likelier what was seen is if one of this session's people did it than if none of them did. */
  readonly logLikelihood?: number;
  /** The track of whoever of them likeliest did it; −1 for somebody nobody sees. */
  readonly track?: number;
  /** Smallest distance in metres of that person's hand, or of the body where no hand was seen; `null` where nobody saw them. */
  readonly distance?: number | null;
  /** Whether that was a hand. */
  readonly hand?: boolean;
}

/**
 * Somebody whom nobody sees may be as far from where they were last seen as they can have walked, and an arm more:
 * anywhere in that circle, no larger than this, and they can reach from so much of it; square metres.
 */
const largestCircle = 150;
const standingRoom = 0.6;
/** Beyond the circle it is so much less likely for every metre, natural log. */
const tooFar = 4;
/** How much less likely somebody outside every session does it, natural log. */
const stranger = 5;
/** In a crowd only so many sessions are looked at, the likeliest: no more worlds are kept either. */
const mostCandidates = 24;

/**
 * The 24 who may likeliest have caused a change, one candidate a session, likeliest first. `recent`: what else changed of late;
 * a hand that was at one of these was not at this one; `known` keeps how well people reached there, as long as nothing
 * new is seen.
 */
export function candidatesFor(
  change: WeightChange,
  model: StoreModel,
  sessions: readonly Session[],
  tracking: Tracking,
  ownerOf: (track: number) => Session | undefined,
  recent: readonly WeightChange[] = [],
  known: KnownReaches = new Map(),
): Candidate[] {
  const asked = reachAsked(change, model);
  const { point, facing, from, to } = asked;
  const reachOf = (track: number): Reach | undefined => tracking.reach(track, point, from, to, facing);
  const parties: Party[] = [];
  for (const session of sessions) {
    if (session.enteredAt > change.to || (!isInside(session) && session.exitedAt < change.from)) continue;
    const people = session.members.map((member): Person => {
      const reach = member.track < 0 ? undefined : reachOf(member.track);
      return reach === undefined ? unseen(member, asked) : seen(member.track, reach);
    });
    if (people.length > 0) parties.push({ session, people });
  }
  const strangers: Person[] = [];
  for (const { id, confirmed } of tracking.tracks()) {
    if (!confirmed || ownerOf(id) !== undefined) continue;
    const reach = reachOf(id);
    if (reach !== undefined) strangers.push(seen(id, reach));
  }
  if (strangers.length > 0) parties.push({ session: undefined, people: strangers });
  const tracks: number[] = [];
  for (const { people } of parties) for (const { track } of people) if (track >= 0) tracks.push(track);
  const others = otherChanges(change, asked, recent, tracks, model, tracking, known);
  if (others.length > 0) {
    for (const { people } of parties) {
      for (const person of people) person.logLikelihood += elsewhereLog(person.track, asked, others, tracking);
    }
  }
  return parties
    .map(candidateOf)
    .sort((a, b) => a.cost - b.cost)
    .slice(0, mostCandidates);
}

/** A session's people; without one, those whom no session knows. */
interface Party {
  readonly session: Session | undefined;
  readonly people: readonly Person[];
}

/** One of them, and what was seen of them; track −1 and no distance for whom nobody sees. */
interface Person {
  readonly track: number;
  readonly distance: number | null;
  readonly hand: boolean;
  logLikelihood: number;
}

function seen(track: number, { distance, wristSeen, logLikelihood }: Reach): Person {
  return { track, distance, hand: wristSeen, logLikelihood };
}

/** Any one of a party's people may have done it. */
function candidateOf({ session, people }: Party): Candidate {
  let best = people[0]!;
  for (const person of people) if (person.logLikelihood > best.logLikelihood) best = person;
  let sum = 0;
  for (const person of people) sum += Math.exp(person.logLikelihood - best.logLikelihood);
  const logLikelihood = best.logLikelihood + Math.log(sum);
  const { track, distance, hand } = best;
  const cost = 2 * ((session === undefined ? stranger : 0) - logLikelihood);
  return { session, cost, logLikelihood, track, distance, hand };
}

/** How likely somebody is to have stood there whom nobody sees. */
function unseen({ x, y, seenAt }: Member, { point, from }: ReachAsked): Person {
  const radius = armLength + (walkingSpeed * Math.max(0, from - seenAt)) / 1000;
  const circle = Math.min(largestCircle, Math.PI * radius * radius);
  const beyond = Math.max(0, Math.hypot(x - point[0], y - point[1]) - radius);
  const logLikelihood = -Math.log(circle / standingRoom) - tooFar * beyond;
  return { track: -1, distance: null, hand: false, logLikelihood };
}
