import type { StorePoint } from "@aisle/sdk";
import type { FloorPoint } from "@aisle/sdk/store";
import { bodyReach } from "./body-reach.ts";
import type { CameraView } from "./camera-view.ts";
import { type HandReach, handReach } from "./hand-reach.ts";
import type { Reach } from "./track.ts";
import { findPlace } from "./track-history.ts";
import type { Track } from "./tracker-state.ts";

/** Of a longer interval only the end is looked at, milliseconds: places are remembered for little longer. */
const longest = 10_000;
/** Bodies are looked at so often, milliseconds. */
const stride = 100;
/** Of somebody who came no nearer than this, in metres, the hands are not looked at. */
const beyondReach = 2.5;
/** Nobody moves faster in a store, m/s. */
const fastest = 10;

const place = { x: 0, y: 0 };
const hand: HandReach = { logRatio: 0, distance: Infinity };

/**
 * How well a person could have reached a point in an interval: the log of how much likelier what was seen of hands and
 * body is if this person's hand did it than if it did not. `facing`, from the shelf to its shoppers, tells who stands
 * before it from who stands behind. `undefined` when the person was not there, or the interval is none.
 */
export function reachOf(
  track: Track,
  views: readonly CameraView[],
  point: StorePoint,
  from: number,
  to: number,
  facing?: FloorPoint,
): Reach | undefined {
  if (!(to >= from)) return undefined;
  const start = Math.max(from, to - longest);
  let body = 0;
  let places = 0;
  let nearest = Infinity;
  for (let at = start; at <= to + stride; at += stride) {
    if (!findPlace(track.places, at, place)) continue;
    const dx = place.x - point[0];
    const dy = place.y - point[1];
    const away = Math.sqrt(dx * dx + dy * dy);
    body += bodyReach(dx, dy, facing);
    places += 1;
    if (away < nearest) nearest = away;
    // Who is so far off now has not been near, nor will be.
    if (away > beyondReach + (fastest * (to + stride - start)) / 1000) break;
  }
  if (places === 0) return undefined;
  hand.logRatio = 0;
  hand.distance = Infinity;
  if (nearest < beyondReach) handReach(track, views, point, start, to, hand);
  const wristSeen = hand.distance < Infinity;
  return {
    logLikelihood: hand.logRatio + Math.log(body / places),
    handLogRatio: hand.logRatio,
    distance: wristSeen ? hand.distance : nearest,
    wristSeen,
  };
}
