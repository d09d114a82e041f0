import { inside, rimDistance, type TrackView } from "../tracking/index.ts";
import { openSession } from "./admission.ts";
import { bind, type KnownTrack } from "./bindings.ts";
import type { SessionRoom } from "./room.ts";
import { leave, type Member, type Session } from "./session.ts";

/** In a store without gates people come and go over its rim: within so many metres of it, or outside. */
const rim = 1;
/** Whoever is lost among the shelves may be found for so long, in milliseconds, and then has left unseen. */
const foundWithin = 4000;
/** They do not go far meanwhile, metres a second. */
const strayingSpeed = 0.6;
const slack = 0.6;
/** A track may begin this much before the old one was last seen. */
const overlap = 500;

/** Somebody came to be seen: who was lost near, if they can have walked here; else a new session. */
export function cameOpen(room: SessionRoom, track: TrackView, known: KnownTrack, x: number, y: number): void {
  const { id, bornAt } = track;
  let best: { session: Session; member: Member } | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (const session of room.state.sessions) {
    for (const member of session.members) {
      if (member.track >= 0 || member.leftAt >= 0 || member.seenAt > bornAt + overlap) continue;
      const away = Math.hypot(x - member.x, y - member.y);
      if (away >= nearest || away > slack + (strayingSpeed * Math.max(0, bornAt - member.seenAt)) / 1000) continue;
      nearest = away;
      best = { session, member };
    }
  }
  if (best === undefined) {
    const member = { track: id, enteredAt: bornAt, x, y, seenAt: bornAt, leftAt: -1 };
    best = { session: openSession(room, null, null, member), member };
  }
  bind(known, id, best.session, best.member, bornAt);
}

/** Somebody is not seen any more: at the rim they have left, elsewhere they may be found again. */
export function goneOpen({ model }: SessionRoom, session: Session, member: Member): void {
  const { x, y, seenAt } = member;
  if (!inside(model.floor, x, y) || rimDistance(model.floor, x, y) <= rim) leave(session, member, seenAt);
}

/** Whoever was not found again has left where they were seen last; nobody saw how, so a purchase wants a look. */
export function giveUpOpen({ state }: SessionRoom, at: number): void {
  for (const session of state.sessions) {
    for (const member of session.members) {
      if (member.track >= 0 || member.leftAt >= 0 || at - member.seenAt <= foundWithin) continue;
      session.doubtful = true;
      leave(session, member, member.seenAt);
    }
  }
}
