import { depthAt, offsetAt } from "./gate-line.ts";
import type { SessionRoom } from "./room.ts";

/** Whoever scans stands about this far before the line, in metres, and no farther from there than `reach`. */
const scannerDepth = -0.7;
const reach = 0.8;
/** The next one has to be this much farther, or nobody knows who it was. */
const margin = 0.4;

/** The track that stood at a gate's scanner at `at`: somebody who has not come in yet, and nobody else near; else −1. */
export function holderOf({ model, tracking, state }: SessionRoom, gate: number, at: number): number {
  const where = model.gates[gate]!;
  let holder = -1;
  let nearest = reach;
  let next = Number.POSITIVE_INFINITY;
  for (const { id, confirmed, x, y } of tracking.tracks()) {
    if (!confirmed || state.tracks.get(id)?.session !== undefined) continue;
    const place = tracking.positionAt(id, at) ?? { x, y };
    const away = Math.hypot(depthAt(where, place.x, place.y) - scannerDepth, offsetAt(where, place.x, place.y));
    if (away < nearest) {
      next = nearest;
      nearest = away;
      holder = id;
    } else if (away < next) next = away;
  }
  return next - nearest < margin && next < Number.POSITIVE_INFINITY && holder >= 0 && next <= reach + margin
    ? -1
    : holder;
}
