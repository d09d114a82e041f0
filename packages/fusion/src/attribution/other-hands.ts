import type { StoreModel } from "@aisle/sdk/store";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Tracking } from "../tracking/track.ts";
import { type ReachAsked, reachAsked } from "./reach-point.ts";

/** Changes within so many milliseconds of each other may be told apart by where a hand was. */
const around = 200;
/** Places nearer to each other than this are one place to a hand, metres. */
const onePlace = 0.05;
/** Nobody who may have been at one of two places so far apart, metres, is a witness at the other anyway. */
const farApart = 5;
/** So many changes at the same time are looked at, the newest. */
const mostOthers = 8;
/** Of those who did one thing, how many do the other with their other hand. */
const bothHands = 0.3;
/** The chance that nobody of those seen did the other thing, against the likeliest of them. */
const nobody = 0.05;
/** So much less likely than another, natural log, somebody did not do it. */
const hopeless = 15;

/** A change elsewhere at the same time, and how likely each track made it, as shares of the likeliest. */
interface OtherChange {
  readonly asked: ReachAsked;
  readonly shares: ReadonlyMap<number, number>;
  readonly sum: number;
}

/** Where and when a hand was at each change, and the log-likelihood of each track whose it may have been. */
export type KnownReaches = Map<WeightChange, { readonly asked: ReachAsked; readonly logs: Map<number, number> }>;

/** What else happened around a change, in places of its own, and how well each of some tracks could have reached there. */
export function otherChanges(
  change: WeightChange,
  asked: ReachAsked,
  recent: readonly WeightChange[],
  tracks: readonly number[],
  model: StoreModel,
  tracking: Tracking,
  known: KnownReaches,
): OtherChange[] {
  const found: OtherChange[] = [];
  for (let k = recent.length - 1; k >= 0 && found.length < mostOthers; k--) {
    const other = recent[k]!;
    if (isPartOf(change, other)) continue;
    if (other.from >= change.to + around || other.to <= change.from - around) continue;
    const own = known.get(other) ?? { asked: reachAsked(other, model), logs: new Map<number, number>() };
    known.set(other, own);
    const { asked: there, logs } = own;
    const away = distance(there, asked);
    if (away < onePlace || away > farApart) continue;
    const likelihoods = tracks.map((track) => {
      const { point, from, to, facing } = there;
      const log =
        logs.get(track) ?? tracking.reach(track, point, from, to, facing)?.logLikelihood ?? Number.NEGATIVE_INFINITY;
      logs.set(track, log);
      return log;
    });
    const best = Math.max(...likelihoods);
    if (best === Number.NEGATIVE_INFINITY) continue;
    const shares = new Map<number, number>();
    let sum = nobody;
    for (const [n, likelihood] of likelihoods.entries()) {
      if (best - likelihood > hopeless) continue;
      const share = Math.exp(likelihood - best);
      shares.set(tracks[n]!, share);
      sum += share;
    }
    found.push({ asked: there, shares, sum });
  }
  return found;
}

/**
 * What it costs a track, in natural log, that its hand may have been at other changes instead: who likely made one of them
 * and whose hands were seen there meanwhile is no witness here, unless another hand did this. With everybody's part in the
 * other change summed over, exact for one other change and close for more.
 */
export function elsewhereLog(
  track: number,
  here: ReachAsked,
  others: readonly OtherChange[],
  tracking: Tracking,
): number {
  let log = 0;
  for (const { asked: there, shares, sum } of others) {
    const own = shares.get(track) ?? 0;
    if (own < sum * 0.001) continue;
    const seenThere = tracking.reach(track, there.point, here.from, here.to)?.handLogRatio ?? 0;
    const seenHere = tracking.reach(track, here.point, there.from, there.to)?.handLogRatio ?? 0;
    const both = bothHands * Math.exp(-Math.max(0, seenThere, seenHere));
    log += Math.log((sum - own + own * both) / sum);
  }
  return log;
}

/** Whether a change is some other one, or a part of it. */
function isPartOf(part: WeightChange, whole: WeightChange): boolean {
  return (
    part.shelf === whole.shelf &&
    part.from >= whole.from &&
    part.to <= whole.to &&
    part.plates.every(({ plate }) => whole.plates.some((other) => other.plate === plate))
  );
}

function distance({ point: [ax, ay, az] }: ReachAsked, { point: [bx, by, bz] }: ReachAsked): number {
  return Math.hypot(ax - bx, ay - by, az - bz);
}
