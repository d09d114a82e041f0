import type { Session } from "./session.ts";

/** Somebody of a session met somebody else, and since then its track may follow the other one. */
export interface IdentityDoubt {
  /** Id of the other's session; `null` for somebody whom no session knew then. */
  readonly other: string | null;
  /** Since when, ms since the epoch. */
  readonly since: number;
  /** How probable it is, 0 to 1. */
  readonly probability: number;
}

/** So many doubts of a session are kept, the newest. */
const mostDoubts = 32;

/** Notes that two sessions may have been taken for each other; within one session it makes no difference. */
export function doubtBetween(
  one: Session | undefined,
  other: Session | undefined,
  since: number,
  probability: number,
): void {
  if (one === other) return;
  for (const [session, rival] of [
    [one, other],
    [other, one],
  ] as const) {
    if (session === undefined) continue;
    session.doubts = [...(session.doubts ?? []), { other: rival?.id ?? null, since, probability }].slice(-mostDoubts);
  }
}

/** Two sessions turn out to be one: whom either was taken for, but for each other. */
export function joinDoubts(from: Session, into: Session): void {
  const doubts = [...(into.doubts ?? []), ...(from.doubts ?? [])].filter(
    ({ other }) => other !== from.id && other !== into.id,
  );
  if (doubts.length > 0) into.doubts = doubts.sort((a, b) => a.since - b.since).slice(-mostDoubts);
  else delete into.doubts;
}

/** The doubts that concern what a session's people did at a time. */
export function doubtsAt({ doubts = [] }: Session, at: number): readonly IdentityDoubt[] {
  return doubts.filter(({ since }) => since <= at);
}

/** How probable it is that what a session was seen to do at a time was done by its own people; any of them may have. */
export function trustAt(session: Session, at: number): number {
  return doubtsAt(session, at).reduce(
    (trust, { probability }) => trust * (1 - probability / session.members.length),
    1,
  );
}
