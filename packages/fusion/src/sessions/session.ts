import type { IdentityDoubt } from "./identity.ts";

/** One unit that a session holds. */
export interface HeldUnit {
  /** Index of the product in the store model. */
  product: number;
  /** As in `CartUnit`; `settledAt` is −1 before. */
  at: number;
  provisionalAt: number;
  settledAt: number;
  /** As they were when the cart was told last; receipt and explanation ask anew. */
  confidence: number;
  review: boolean;
  /** Id of the interaction it came from. */
  interaction: string;
}

/** One person of a session. */
export interface Member {
  /** The track that follows them now; −1 while nobody sees them. */
  track: number;
  enteredAt: number;
  /** Where and when they were last seen. */
  x: number;
  y: number;
  seenAt: number;
  /** When they left; −1 while they are inside. */
  leftAt: number;
}

/** One entry to one exit of a shopper, or of a group under one credential. */
export interface Session {
  id: string;
  credential: string | null;
  /** Of somebody who works here: what they move is stock, not a purchase. */
  staff: boolean;
  gate: string | null;
  enteredAt: number;
  members: Member[];
  units: HeldUnit[];
  /** When the last member left; −1 while someone is inside. */
  exitedAt: number;
  /** Some member was given up: nobody saw them for minutes, nor saw them leave. */
  lost: boolean;
  /** Who came or left was a guess between several: a person should look before money moves. */
  doubtful?: boolean;
  /** Whom its people may have been taken for, oldest first. */
  doubts?: readonly IdentityDoubt[];
}

/** Whether somebody of a session is still inside; a late change may reach it until it is closed all the same. */
export function isInside(session: Session): boolean {
  return session.exitedAt < 0;
}

/** One person leaves; with the last of them the session is over. */
export function leave(session: Session, member: Member, at: number): void {
  member.leftAt = at;
  let last = at;
  for (const { leftAt } of session.members) {
    if (leftAt < 0) return;
    if (leftAt > last) last = leftAt;
  }
  session.exitedAt = last;
}
