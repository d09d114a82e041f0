import type { ShelfModel } from "@aisle/sdk/store";
import type { PlateFinding, PlateStatistics } from "../../wire/index.ts";

/** What a plate may do and still be called good. */
export const plateLimits = {
  /** Standard deviation from sample to sample at rest, grams. */
  noise: 15,
  /** Grams a minute at rest. */
  drift: 30,
  /** A touch is a change of at least so many grams, and six times the noise. */
  touch: 20,
  touchOverNoise: 6,
  /** The strongest of several answers is taken once it is so old, ms: a push is also felt next door. */
  settle: 600,
  /** A plate without any sample for so long is dead, ms. */
  silent: 4_000,
} as const;

/** The check as far as it has come. Plain data: it can be kept and taken up again. */
export interface PlateCheck {
  /** Every plate in the order they are asked for: shelf by shelf, as the store model has them. */
  readonly order: readonly { readonly plate: string; readonly shelf: string }[];
  /** What was found, in the order it was. */
  readonly findings: readonly PlateFinding[];
  /** The plate that shall be touched now; absent when all were. */
  readonly asked?: string;
  /** Store time it was asked for, ms since the epoch. */
  readonly askedAt: number;
  /** The plate that answered last: letting go of it is no answer to the next question. */
  readonly last?: string;
  /** The last that was heard of the asked plate at rest. */
  readonly rest?: PlateStatistics;
}

/** Begins a check, or takes one up with what was found before. Findings of plates that are no more are forgotten. */
export function startPlateCheck(
  shelves: readonly ShelfModel[],
  now: number,
  found: readonly PlateFinding[] = [],
): PlateCheck {
  const order = shelves.flatMap(({ id: shelf, plates }) => plates.map(({ id: plate }) => ({ plate, shelf })));
  const known = new Set(order.map(({ plate }) => plate));
  return ask({ order, findings: found.filter(({ plate }) => known.has(plate)), askedAt: now }, now);
}

/** Asks for one plate, also once more; the next that lacks a finding unless told. */
export function ask(check: PlateCheck, now: number, plate?: string): PlateCheck {
  const { order, last } = check;
  const findings = check.findings.filter((finding) => finding.plate !== plate);
  const done = new Set(findings.map((finding) => finding.plate));
  const from = Math.max(
    0,
    order.findIndex((entry) => entry.plate === check.asked),
  );
  const next = plate ?? [...order.slice(from), ...order.slice(0, from)].find((entry) => !done.has(entry.plate))?.plate;
  return {
    order,
    findings,
    askedAt: now,
    ...(next === undefined ? {} : { asked: next }),
    ...(last === undefined ? {} : { last }),
  };
}

/**
 * What the plates say about themselves now, of the asked one's shelf or of more; `now` is store time, ms since the epoch.
 * While shoppers may be in the store (`occupied`) what other shelves say is no answer: somebody may pick there.
 */
export function observePlates(
  check: PlateCheck,
  statistics: readonly PlateStatistics[],
  now: number,
  occupied = false,
): PlateCheck {
  const { asked, askedAt } = check;
  if (asked === undefined) return check;
  const own = statistics.find(({ plate }) => plate === asked);
  const shelf = check.order.find(({ plate }) => plate === asked)?.shelf;
  const answers = statistics
    .filter((each) => !occupied || each.shelf === shelf)
    .filter((each) => each.touched !== undefined && each.touched.at > askedAt && isTouch(each, check))
    .sort((a, b) => Math.abs(b.touched?.grams ?? 0) - Math.abs(a.touched?.grams ?? 0));
  const strongest = answers[0];
  if (strongest?.touched !== undefined) {
    if (now - strongest.touched.at < plateLimits.settle) return check;
    return found({ ...check, last: strongest.plate }, judge(asked, strongest.plate, check.rest ?? own), now);
  }
  // A touch too faint to count is no rest either.
  if (own === undefined || (own.touched?.at ?? askedAt) > askedAt) return check;
  if (own.grams === null && now - askedAt >= plateLimits.silent)
    return found(check, { plate: asked, state: "dead" }, now);
  return own.noise === null && check.rest !== undefined ? check : { ...check, rest: own };
}

/** Whoever touches it says that nothing answers: it is written down, and the next is asked for. */
export function giveUp(check: PlateCheck, now: number): PlateCheck {
  const { asked, rest } = check;
  if (asked === undefined) return check;
  const dead = rest !== undefined && (rest.grams === null || rest.state === "dead");
  return found(check, { plate: asked, state: dead ? "dead" : "untouched", ...figures(rest) }, now);
}

/** How far a check is, in all and for the shelf of the asked plate. */
export function progressOf(check: PlateCheck): {
  readonly done: number;
  readonly of: number;
  readonly shelf?: { readonly id: string; readonly done: number; readonly of: number };
} {
  const done = new Set(check.findings.map(({ plate }) => plate));
  const count = (list: PlateCheck["order"]): { done: number; of: number } => ({
    done: list.filter(({ plate }) => done.has(plate)).length,
    of: list.length,
  });
  const id = check.order.find(({ plate }) => plate === check.asked)?.shelf;
  if (id === undefined) return count(check.order);
  return { ...count(check.order), shelf: { id, ...count(check.order.filter(({ shelf }) => shelf === id)) } };
}

/** A plate that rattles all the time answers nobody but who asks it, and letting go of the last one is no touch of the next. */
function isTouch({ plate, touched, noise, state }: PlateStatistics, { asked, last }: PlateCheck): boolean {
  const grams = touched?.grams ?? 0;
  if (plate === last && plate !== asked && grams < 0) return false;
  if (plate !== asked && (state === "rattle" || (noise ?? 0) > plateLimits.noise)) return false;
  const least = Math.max(plateLimits.touch, plateLimits.touchOverNoise * Math.min(noise ?? 0, plateLimits.noise));
  return Math.abs(grams) >= least;
}

function judge(asked: string, answered: string, rest: PlateStatistics | undefined): PlateFinding {
  if (answered !== asked) return { plate: asked, state: "crossed", answered, ...figures(rest) };
  const { noise = null, drift = null } = rest ?? {};
  if (rest?.state === "rattle" || (noise ?? 0) > plateLimits.noise)
    return { plate: asked, state: "rattle", ...figures(rest) };
  if (rest?.state === "drift" || Math.abs(drift ?? 0) > plateLimits.drift)
    return { plate: asked, state: "drift", ...figures(rest) };
  return { plate: asked, state: "ok", ...figures(rest) };
}

function figures(rest: PlateStatistics | undefined): { noise?: number; drift?: number } {
  const { noise = null, drift = null } = rest ?? {};
  return { ...(noise === null ? {} : { noise: tenths(noise) }), ...(drift === null ? {} : { drift: tenths(drift) }) };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

function found(check: PlateCheck, finding: PlateFinding, now: number): PlateCheck {
  const findings = [...check.findings.filter(({ plate }) => plate !== finding.plate), finding];
  return ask({ ...check, findings }, now);
}
