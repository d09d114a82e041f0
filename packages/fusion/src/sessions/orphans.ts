import type { StoreModel } from "@aisle/sdk/store";
import type { TrackView } from "../tracking/track.ts";
import { depthAt, inLane } from "./gate-line.ts";
import type { Session } from "./session.ts";

/** A track has to last this long before it may be somebody who was lost, in milliseconds. */
const patience = 600;
const walkingSpeed = 1.6;
const slack = 1;

/**
 * Gives a track that nobody owns to the member of a session who was lost nearest to where it began and could have
 * walked there. Nobody appears inside a closed store out of nothing.
 */
export function adoptOrphan(
  model: StoreModel,
  state: { readonly sessions: readonly Session[] },
  track: TrackView,
  at: number,
): Session | undefined {
  if (at - track.bornAt < patience) return undefined;
  const atGate = model.gates.some((gate) => inLane(gate, track.x, track.y) && depthAt(gate, track.x, track.y) < 0.3);
  if (atGate) return undefined;
  let best: { session: Session; member: Session["members"][number]; misfit: number } | undefined;
  for (const session of state.sessions) {
    for (const member of session.members) {
      if (member.track >= 0 || member.leftAt >= 0) continue;
      const distance = Math.hypot(track.x - member.x, track.y - member.y);
      const misfit = distance - (walkingSpeed * Math.max(0, at - member.seenAt)) / 1000;
      if (misfit > slack) continue;
      if (best === undefined || distance < best.misfit) best = { session, member, misfit: distance };
    }
  }
  if (best === undefined) return undefined;
  Object.assign(best.member, { track: track.id, x: track.x, y: track.y, seenAt: track.seenAt });
  return best.session;
}
