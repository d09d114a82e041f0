import { castShadows, createShadows, type Shadows } from "./crowd-shadows.ts";
import { farOutOfView, outOfView, probes, type SightMap, sightAt } from "./sight-map.ts";
import type { Track } from "./tracker-state.ts";

/**
 * The people whom one scan may concern, side by side, in order of their tracks. Room that is used from scan to scan
 * and grows with the crowd.
 */
export interface Crowd {
  count: number;
  /** Index among the state's tracks. */
  track: Int32Array;
  /** Place, and height of the middle of the head, metres. */
  x: Float64Array;
  y: Float64Array;
  h: Float64Array;
  /** 1 for whoever is believed to be there: only they stand in others' way. */
  believed: Uint8Array;
  /** Class of sight: see `fullView` and the others below. */
  sight: Int8Array;
  readonly shadows: Shadows;
}

/**
 * How much of a body is in sight: 0 to 3 of head, chest and knees past furniture and the picture's rim; or, where
 * other people stand in the way, 4 for partly and 5 for wholly hidden by them. −1 where the camera cannot see.
 */
export const fullView = 3;
const partlyHidden = 4;
const hidden = 5;
/** Of whom nobody knows well where they are, square metres, anything on a picture may be a sign. */
const astray = 0.25;
/** Bits set in a cell of a sight map. */
const bits = [0, 1, 1, 2, 1, 2, 2, 3] as const;

/** Room for a small crowd. */
export function createCrowd(): Crowd {
  return { count: 0, ...roomFor(64), shadows: createShadows(64) };
}

function roomFor(size: number): Omit<Crowd, "count" | "shadows"> {
  return {
    track: new Int32Array(size),
    x: new Float64Array(size),
    y: new Float64Array(size),
    h: new Float64Array(size),
    believed: new Uint8Array(size),
    sight: new Int8Array(size),
  };
}

/** Gathers whom a sensor may see (everybody, if it is no camera of the map), from where they were at their last update. */
export function gather(
  crowd: Crowd,
  tracks: readonly Pick<Track, "motion" | "confirmed">[],
  map: SightMap,
  sensor: number,
): void {
  if (crowd.x.length < tracks.length) Object.assign(crowd, roomFor(2 * tracks.length));
  const view = map.views[sensor];
  let n = 0;
  for (let i = 0; i < tracks.length; i++) {
    const track = tracks[i]!;
    const { state } = track.motion;
    const x = state[0]!;
    const y = state[1]!;
    const h = state[4]!;
    let sight: number = (1 << probes.length) - 1;
    if (view) {
      sight = sightAt(map, sensor, x, y, h);
      if (sight === farOutOfView) {
        if (state[5]! + state[10]! < astray) continue;
        sight = outOfView;
      }
    }
    crowd.track[n] = i;
    crowd.x[n] = x;
    crowd.y[n] = y;
    crowd.h[n] = h;
    crowd.believed[n] = track.confirmed ? 1 : 0;
    crowd.sight[n] = sight;
    n++;
  }
  crowd.count = n;
  const hides = view !== undefined && n > 1;
  if (hides) castShadows(crowd.shadows, crowd, view);
  const { below } = crowd.shadows;
  for (let i = 0; i < n; i++) {
    const sight = crowd.sight[i]!;
    if (sight > 0) crowd.sight[i] = hides ? shaded(crowd.h[i]!, sight, below[i]!) : bits[sight]!;
  }
}

/** The class of sight of somebody with these probes free of furniture, who is behind others below `shadow` metres. */
function shaded(h: number, free: number, shadow: number): number {
  if (shadow === -Infinity) return bits[free]!;
  let clear = 0;
  for (let k = 0; k < probes.length; k++) {
    if ((free & (1 << k)) !== 0 && h * probes[k]! >= shadow) clear++;
  }
  if (clear === bits[free]) return clear;
  return clear > 0 ? partlyHidden : hidden;
}
