/** How late a source's readings may come at first, and at least ever after: milliseconds of event time. */
export const startBound = { shelf: 50, other: 100 } as const;
/** A source that is later than this is late: it holds nobody back for longer. */
const boundAtMost = 1000;
/** A source that says nothing for so many of its periods, and at least `idleAtLeast` ms, holds nobody back. */
const idlePeriods = 3;
const idleAtLeast = 250;
const longestPeriod = 1000;
/** The bound lies so much over what was seen, ms. */
const margin = 40;
/**
 * Lateness is learned in blocks of readings. Of each block the latest few are left out, for stragglers must not hold the
 * store back; what the next one took is believed until so many blocks are over.
 */
const blockReadings = 128;
const stragglers = 3;
const blocks = 3;
/** Times of the last readings that are remembered, to know one that comes twice: two seconds at 30 Hz. */
const remembered = 64;

/** What is counted of a source; see `DeviceCounts`. */
interface SourceCounts {
  inTime: number;
  late: number;
  dropped: number;
  twice: number;
}

/** One device, and how late it has proved to be. Times are event time, ms since the epoch. */
export interface Source {
  /** Whether it speaks all the time, as cameras and shelves do, or only when something happens. */
  streams: boolean;
  newest: number;
  /** Usual ms from one reading to the next. */
  period: number;
  /** How far its clock was ahead of the host's when its last reading came: its clock's error less the way here. */
  lead: number;
  /** When it was last heard, by the host's clock. */
  heardAt: number;
  /** How many of its readings in a row came too late to be used. */
  tooLate: number;
  /** The largest latenesses of the block being filled, largest first: ms older than the newest of the store. */
  latest: number[];
  /** Readings of that block. */
  filled: number;
  /** What each of the blocks before took, newest first. */
  before: number[];
  /** The least that `bound` can be, and how late its readings may come and be in time. */
  least: number;
  bound: number;
  counts: SourceCounts;
  /** The counts when they were asked for last. */
  asked: SourceCounts;
  /** Event times of its last readings, a ring. */
  times: Float64Array;
  timesAt: number;
}

const noCounts = (): SourceCounts => ({ inTime: 0, late: 0, dropped: 0, twice: 0 });

/** A source that nobody has heard. */
export function createSource(least: number): Source {
  return {
    streams: false,
    newest: Number.NEGATIVE_INFINITY,
    period: idleAtLeast,
    lead: 0,
    heardAt: Number.NEGATIVE_INFINITY,
    tooLate: 0,
    latest: new Array<number>(stragglers + 1).fill(0),
    filled: 0,
    before: new Array<number>(blocks - 1).fill(0),
    least,
    bound: least,
    counts: noCounts(),
    asked: noCounts(),
    times: new Float64Array(remembered).fill(Number.NaN),
    timesAt: 0,
  };
}

/** Time begins anew: what was said of the old one is forgotten. */
export function restart(source: Source): void {
  source.newest = Number.NEGATIVE_INFINITY;
  source.tooLate = 0;
  source.times.fill(Number.NaN);
}

/** Whether a source of a stream has told of this moment before. */
export function hasTold(source: Source, at: number): boolean {
  return source.streams && at <= source.newest && source.times.includes(at);
}

/** Learns from a reading that is `late` ms older than the newest of the store. */
export function learn(source: Source, at: number, late: number): void {
  source.times[source.timesAt] = at;
  source.timesAt = (source.timesAt + 1) & (remembered - 1);
  if (at > source.newest) {
    const gap = at - source.newest;
    if (gap < longestPeriod) source.period += (gap - source.period) / 16;
    source.newest = at;
  }
  if (late > source.latest[stragglers]!) {
    insertLateness(source.latest, late);
    source.bound = Math.max(source.bound, boundFor(source));
  }
  source.filled += 1;
  if (source.filled < blockReadings) return;
  source.before.pop();
  source.before.unshift(source.latest[stragglers]!);
  source.latest.fill(0);
  source.filled = 0;
  source.bound = boundFor(source);
}

function insertLateness(latest: number[], late: number): void {
  let place = stragglers;
  for (; place > 0 && late > latest[place - 1]!; place--) latest[place] = latest[place - 1]!;
  latest[place] = late;
}

/** Whether the store may have to wait for a source: not for one that has gone silent while others spoke. */
export function isHeard(source: Source, newest: number): boolean {
  const silence = Math.max(idlePeriods * source.period, idleAtLeast);
  return source.streams && newest - source.newest <= silence + source.bound;
}

function boundFor({ before, latest, least }: Source): number {
  let late = latest[stragglers]!;
  for (const one of before) if (one > late) late = one;
  return Math.min(boundAtMost, Math.max(least, margin + late));
}
