import type { StorePoint } from "@aisle/sdk";
import type { PlateModel, StoreModel } from "@aisle/sdk/store";
import { isInside, type Session } from "../sessions/session.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Tracking } from "../tracking/track.ts";

/** Somebody who may have done it, with twice the negative log-likelihood of what was seen of them. */
export interface Candidate {
  /** `undefined`: a person whom no session knows. */
  readonly session: Session | undefined;
  readonly cost: number;
}

/** Cost of a person nobody sees near having done it: they are lost, or no sensor sees people. */
const unseenCost = 14;
/** More for every metre between where someone was last seen and the plate, beyond what they can have walked. */
const tooFarCost = 8;
const walkingSpeed = 1.6;
/** Cost of somebody outside every session having done it. */
const strangerCost = 10;

/** Where the wrist of a hand is that takes from a plate: between its middle and its front edge. */
export function reachPoint(plate: PlateModel): StorePoint {
  const [x, y, z] = plate.center;
  const depth = plate.size[1] / 4;
  return [x + plate.facing[0] * depth, y + plate.facing[1] * depth, z];
}

/** Everybody who may have caused a change, one candidate a session, likeliest first. */
export function candidatesFor(
  change: WeightChange,
  model: StoreModel,
  sessions: readonly Session[],
  tracking: Tracking,
  ownerOf: (track: number) => Session | undefined,
): Candidate[] {
  const plate = model.shelves[change.shelf]!.plates[change.plates[0]!.plate]!;
  const point = reachPoint(plate);
  const best = new Map<Session | undefined, number>();
  const offer = (session: Session | undefined, cost: number): void => {
    const known = best.get(session);
    if (known === undefined || cost < known) best.set(session, cost);
  };
  for (const session of sessions) {
    if (session.enteredAt > change.to || (!isInside(session) && session.exitedAt < change.from)) continue;
    for (const member of session.members) {
      const reach =
        member.track < 0 ? undefined : tracking.reach(member.track, point, change.from, change.to, plate.facing);
      if (reach !== undefined) offer(session, -2 * reach.logLikelihood);
      else {
        const away = Math.hypot(member.x - point[0], member.y - point[1]) - 0.8;
        const walked = (walkingSpeed * Math.max(0, change.from - member.seenAt)) / 1000;
        offer(session, unseenCost + tooFarCost * Math.max(0, away - walked));
      }
    }
  }
  for (const track of tracking.tracks()) {
    if (!track.confirmed || ownerOf(track.id) !== undefined) continue;
    const reach = tracking.reach(track.id, point, change.from, change.to, plate.facing);
    if (reach !== undefined) offer(undefined, strangerCost - 2 * reach.logLikelihood);
  }
  const list = [...best].map(([session, cost]) => ({ session, cost }));
  return list.sort((a, b) => a.cost - b.cost);
}
