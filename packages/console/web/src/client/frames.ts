import { type CameraSight, type Frame, interpolateFrames, type PersonFrame } from "../../../src/wire/index.ts";

/** Between frames that lie further apart, ms, nobody knows how people went: they stay until the next one. */
const widestGap = 1_000;
/** What a camera saw is shown for this long, ms. */
const sightAge = 1_000;

/** Index of the last of `list` (in order of `t`) that is not after `t`; −1 where all are. */
function lastAt(list: readonly { readonly t: number }[], t: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.t <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The people at `t`, between the frames around it. */
export function peopleAt(frames: readonly Frame[], t: number): readonly PersonFrame[] {
  const index = lastAt(frames, t);
  const frame = frames[index];
  if (frame === undefined) return frames[0]?.people ?? [];
  const next = frames[index + 1];
  return next === undefined || next.t - frame.t > widestGap ? frame.people : interpolateFrames(frame, next, t);
}

/** How long before `t` people were where `peopleAt` has them, ms. */
export function lagAt(frames: readonly Frame[], t: number): number {
  const frame = frames[Math.max(0, lastAt(frames, t))];
  return frame?.at === undefined ? 0 : Math.max(0, frame.t - frame.at);
}

/** What each camera saw last before `t`, where that is not long ago. */
export function sightsAt(frames: readonly Frame[], t: number): ReadonlyMap<string, CameraSight> {
  const sights = new Map<string, CameraSight>();
  for (let i = lastAt(frames, t); i >= 0; i--) {
    const frame = frames[i]!;
    if (frame.t < t - sightAge) break;
    for (const sight of frame.cameras ?? []) if (!sights.has(sight.camera)) sights.set(sight.camera, sight);
  }
  return sights;
}
