import type { CalibrationPoint } from "../../../../src/installer/index.ts";

/** A point that is being made: it counts once it has both a pixel and a place. */
export interface DraftPoint {
  readonly pixel?: readonly [u: number, v: number];
  readonly place?: readonly [x: number, y: number];
  /** Metres above the floor. */
  readonly z: number;
}

/** Points of one camera and what can be undone. Only the last point may be unfinished. */
export interface Draft {
  readonly points: readonly DraftPoint[];
  /** Index of the point that is worked on. */
  readonly active: number | undefined;
  /** What was before, the newest last; at most 100. */
  readonly past: readonly Pick<Draft, "points" | "active">[];
}

const mostPast = 100;
/** As many points as a calibration uses. */
const mostPoints = 64;

export const emptyDraft: Draft = { points: [], active: undefined, past: [] };

function isWhole(point: DraftPoint | undefined): boolean {
  return point?.pixel !== undefined && point.place !== undefined;
}

function change(draft: Draft, points: readonly DraftPoint[], active: number | undefined): Draft {
  const past = [...draft.past.slice(1 - mostPast), { points: draft.points, active: draft.active }];
  return { points, active, past };
}

function setActive(draft: Draft, part: Partial<DraftPoint>): Draft {
  const { points, active } = draft;
  if (active === undefined) {
    return points.length >= mostPoints ? draft : change(draft, [...points, { z: 0, ...part }], points.length);
  }
  return change(
    draft,
    points.map((point, i) => (i === active ? { ...point, ...part } : point)),
    active,
  );
}

/** A click in the picture: the pixel of the unfinished point, or a new point. */
export function clickPicture(draft: Draft, u: number, v: number): Draft {
  const { points, active } = draft;
  const fresh = active !== undefined && isWhole(points[active]);
  return setActive(fresh ? { ...draft, active: undefined } : draft, { pixel: [u, v] });
}

/** Moves the pixel of the point that is worked on. */
export function movePixel(draft: Draft, du: number, dv: number): Draft {
  const pixel = draft.active === undefined ? undefined : draft.points[draft.active]?.pixel;
  return pixel === undefined ? draft : setActive(draft, { pixel: [pixel[0] + du, pixel[1] + dv] });
}

/** A place on the plan or typed metres, for the point that is worked on. */
export function setPlace(draft: Draft, x: number, y: number): Draft {
  return setActive(draft, { place: [x, y] });
}

/** The height of the point that is worked on, metres. */
export function setHeight(draft: Draft, z: number): Draft {
  return draft.active === undefined ? draft : setActive(draft, { z });
}

/** Takes up another point; one that was left unfinished goes. `undefined`: the next click makes a new one. */
export function choose(draft: Draft, index: number | undefined): Draft {
  const whole = draft.points.filter(isWhole);
  return { ...draft, points: whole, active: index !== undefined && index < whole.length ? index : undefined };
}

/** Takes a point out; one that was left unfinished goes too, since only the last may be unfinished. */
export function remove(draft: Draft, index: number): Draft {
  const points = draft.points.filter((point, i) => i !== index && isWhole(point));
  return change(draft, points, undefined);
}

/** As it was before the last change. */
export function undo(draft: Draft): Draft {
  const before = draft.past.at(-1);
  return before === undefined ? draft : { ...before, past: draft.past.slice(0, -1) };
}

/** The finished points, in their order. */
export function wholePoints(draft: Draft): readonly CalibrationPoint[] {
  return draft.points.flatMap(({ pixel, place, z }) =>
    pixel === undefined || place === undefined ? [] : [{ u: pixel[0], v: pixel[1], x: place[0], y: place[1], z }],
  );
}
