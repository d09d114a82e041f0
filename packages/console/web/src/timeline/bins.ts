import type { Mark, MarkKind } from "../../../src/wire/index.ts";
import { type Span, toX } from "./scale.ts";

/** Where marks of a kind stand, from top to bottom: who came and went, what was taken, what needs a look. */
export const lanes = ["sessions", "interactions", "looks"] as const;
export type Lane = (typeof lanes)[number];

const laneOf: Readonly<Record<MarkKind, Lane>> = {
  opened: "sessions",
  closed: "sessions",
  receipt: "sessions",
  pick: "interactions",
  return: "interactions",
  touch: "interactions",
  review: "looks",
  revision: "looks",
  device: "looks",
};

/** Marks that fall on the same few pixels of a lane, drawn as one tick. */
export interface Bin {
  readonly x: number;
  count: number;
  /** The kind that matters most of them. */
  kind: MarkKind;
  /** Their session; `null` where they have none, or several. */
  session: string | null;
}

/** Width of a bin in pixels: as many ticks as that fit, however many marks there are. */
export const binWidth = 3;

const weight: Readonly<Record<MarkKind, number>> = {
  device: 9,
  review: 8,
  revision: 7,
  return: 6,
  pick: 5,
  touch: 4,
  receipt: 3,
  opened: 2,
  closed: 1,
};

/** The bins of each lane, from left to right. `marks` are in order of time. */
export function binMarks(marks: readonly Mark[], span: Span, width: number): Readonly<Record<Lane, readonly Bin[]>> {
  const bins: Record<Lane, Bin[]> = { sessions: [], interactions: [], looks: [] };
  for (let i = firstFrom(marks, span.from); i < marks.length; i++) {
    const mark = marks[i]!;
    if (mark.t > span.to) break;
    const x = Math.floor(toX(mark.t, span, width) / binWidth) * binWidth;
    const lane = bins[laneOf[mark.kind]];
    const last = lane.at(-1);
    const session = mark.session ?? null;
    if (last?.x !== x) lane.push({ x, count: 1, kind: mark.kind, session });
    else {
      last.count++;
      if (weight[mark.kind] > weight[last.kind]) last.kind = mark.kind;
      if (last.session !== session) last.session = null;
    }
  }
  return bins;
}

/** The mark next to a place on the line, at most so many pixels away. */
export function markNear(marks: readonly Mark[], span: Span, width: number, x: number, within: number) {
  const reach = (within / Math.max(1, width)) * (span.to - span.from);
  const t = span.from + (x / Math.max(1, width)) * (span.to - span.from);
  let best: Mark | undefined;
  for (let i = firstFrom(marks, t - reach); i < marks.length; i++) {
    const mark = marks[i]!;
    if (mark.t > t + reach) break;
    const nearer = best === undefined ? Infinity : Math.abs(best.t - t) - Math.abs(mark.t - t);
    if (nearer > 0 || (nearer === 0 && weight[mark.kind] > weight[best!.kind])) best = mark;
  }
  return best;
}

/** Index of the first mark at `t` or after. */
export function firstFrom(marks: readonly Mark[], t: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marks[middle]!.t < t) low = middle + 1;
    else high = middle;
  }
  return low;
}
