import type { CameraView } from "./camera-view.ts";

/** Where people stand, side by side: see `Crowd`. */
interface Standing {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly h: Float64Array;
  readonly believed: Uint8Array;
  readonly sight: Int8Array;
}

/** Whose view of whom others stand in. Room that is used from scan to scan and grows with the crowd. */
export interface Shadows {
  /** Of those whom furniture leaves in sight: what of them lies lower than this, metres, is behind somebody. */
  below: Float64Array;
  /** Direction from the camera over the floor, and how far it is, metres. */
  ux: Float64Array;
  uy: Float64Array;
  away: Float64Array;
  /** By sector around the camera, the first who may be hidden there, and by person the next; −1 for none. */
  readonly first: Int32Array;
  next: Int32Array;
}

/** Half the width of a body, metres. */
const bodyHalfWidth = 0.22;
/** The crown is a little above the middle of the head. */
const crownShare = 1.05;
/** Nobody is their own shadow: metres before the body where others begin, and after the camera. */
const ownDepth = 0.15;
const cameraDepth = 0.1;
/** Sectors around a camera: a power of two, so many a quarter. */
const sectors = 256;
const perQuarter = sectors / 4;
/** Nearer to the camera than this, metres, a body may hide anybody; beyond it asin x ≤ 1.0472 x of what it hides. */
const close = 2 * bodyHalfWidth;
const halfArc = 1.0472 * bodyHalfWidth;

/** Room for some people. */
export function createShadows(size: number): Shadows {
  return { first: new Int32Array(sectors), ...roomFor(size) };
}

function roomFor(size: number): Omit<Shadows, "first"> {
  return {
    below: new Float64Array(size),
    ux: new Float64Array(size),
    uy: new Float64Array(size),
    away: new Float64Array(size),
    next: new Int32Array(size),
  };
}

/** Works out `below` for a crowd: everybody believed to be there hides only who stands in the sectors they fill. */
export function castShadows(shadows: Shadows, crowd: Standing, view: CameraView): void {
  if (shadows.below.length < crowd.count) Object.assign(shadows, roomFor(2 * crowd.count));
  const { first, next, below, ux, uy, away } = shadows;
  first.fill(-1);
  for (let i = 0; i < crowd.count; i++) {
    below[i] = -Infinity;
    const dx = crowd.x[i]! - view.cx;
    const dy = crowd.y[i]! - view.cy;
    const length = Math.sqrt(dx * dx + dy * dy);
    away[i] = length;
    if (length < cameraDepth || crowd.sight[i]! <= 0) continue;
    ux[i] = dx / length;
    uy[i] = dy / length;
    const sector = Math.floor(turnOf(dx, dy) * perQuarter) & (sectors - 1);
    next[i] = first[sector]!;
    first[sector] = i;
  }
  for (let j = 0; j < crowd.count; j++) if (crowd.believed[j] === 1) castShadow(shadows, crowd, view, j);
}

function castShadow({ first, next, below, ux, uy, away }: Shadows, crowd: Standing, view: CameraView, j: number): void {
  if (away[j]! <= cameraDepth) return;
  const ox = crowd.x[j]! - view.cx;
  const oy = crowd.y[j]! - view.cy;
  const rise = crowd.h[j]! * crownShare - view.cz;
  const turn = turnOf(ox, oy);
  const arc = away[j]! > close ? halfArc / away[j]! : 2;
  const from = Math.floor((turn - arc) * perQuarter);
  const to = Math.min(from + sectors - 1, Math.floor((turn + arc) * perQuarter));
  for (let sector = from; sector <= to; sector++) {
    for (let i = first[sector & (sectors - 1)]!; i >= 0; i = next[i]!) {
      if (Math.abs(ox * uy[i]! - oy * ux[i]!) > bodyHalfWidth) continue;
      const along = ox * ux[i]! + oy * uy[i]!;
      if (along <= cameraDepth || along >= away[i]! - ownDepth) continue;
      below[i] = Math.max(below[i]!, view.cz + (rise * away[i]!) / along);
    }
  }
}

/** A measure of direction, 0 to 4: it grows with the angle, by at most 1 a radian, and by 1 each quarter. */
function turnOf(x: number, y: number): number {
  const share = y / (Math.abs(x) + Math.abs(y));
  return x < 0 ? 2 - share : share < 0 ? 4 + share : share;
}
