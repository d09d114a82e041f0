import type { TapeRange } from "../../../src/wire/index.ts";

/** The part of time that is drawn, ms since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The narrowest that can be drawn, ms. */
const narrowest = 2_000;
/** What is drawn of a store that lives, where nobody has chosen otherwise, ms. */
const liveSpan = 15 * 60_000;

/** All there is, or will be. */
export function wholeOf(range: TapeRange): Span {
  const to = range.complete ? range.until : Math.max(range.until, range.end ?? 0);
  return { from: range.from, to: Math.max(to, range.from + narrowest) };
}

/** Room after the newest moment of a store that lives: its end is not known. A share of what is drawn. */
const room = 0.02;

/** What is drawn: all of a recording, the last minutes of a store that lives, or what was chosen by zooming. */
export function visibleSpan(chosen: Span | undefined, range: TapeRange, live: boolean, t: number): Span {
  const whole = wholeOf(range);
  const newest = Math.max(whole.to, live ? t : 0);
  if (chosen === undefined) {
    if (range.end !== undefined || range.complete) return whole;
    const from = Math.max(whole.from, newest - liveSpan);
    return { from, to: newest + (newest - from) * room };
  }
  if (!live) return chosen;
  const width = chosen.to - chosen.from;
  const to = newest + width * room;
  return { from: to - width, to };
}

/** The same span further on, where the shown moment has run out of it. */
export function following(span: Span, t: number): Span {
  const width = span.to - span.from;
  if (t > span.to) return { from: t - width * 0.1, to: t + width * 0.9 };
  if (t < span.from) return { from: t - width * 0.9, to: t + width * 0.1 };
  return span;
}

/** Closer (`factor` below 1) or further around a moment that keeps its place; `undefined` where all is in sight. */
export function zoomed(span: Span, factor: number, at: number, whole: Span): Span | undefined {
  const width = Math.max(narrowest, (span.to - span.from) * factor);
  if (width >= whole.to - whole.from) return undefined;
  const share = Math.min(1, Math.max(0, (at - span.from) / (span.to - span.from)));
  return shifted({ from: at - width * share, to: at + width * (1 - share) }, 0, whole);
}

/** Moved by so many ms, as far as there is something. */
export function shifted(span: Span, by: number, whole: Span): Span {
  const width = span.to - span.from;
  const from = Math.min(Math.max(span.from + by, whole.from - width * 0.02), whole.to - width * 0.98);
  return { from, to: from + width };
}

export function toX(t: number, span: Span, width: number): number {
  return ((t - span.from) / (span.to - span.from)) * width;
}

export function toT(x: number, span: Span, width: number): number {
  return span.from + (x / Math.max(1, width)) * (span.to - span.from);
}

const steps = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400].map((s) => s * 1_000);

/** Round times to write below, at least `apart` pixels from one another. `offset`: the zone's, ms east of UTC. */
export function tickTimes(span: Span, width: number, apart: number, offset: number): readonly number[] {
  const perStep = (apart / Math.max(1, width)) * (span.to - span.from);
  const step = steps.find((each) => each >= perStep) ?? steps.at(-1)!;
  const times: number[] = [];
  const first = Math.ceil((span.from + offset) / step) * step - offset;
  for (let t = first; t <= span.to && times.length < 100; t += step) times.push(t);
  return times;
}
