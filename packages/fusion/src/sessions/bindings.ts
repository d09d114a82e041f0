import type { Member, Session } from "./session.ts";

/** What is known of a track: on which side of each gate it was last, and whose it is. */
export interface KnownTrack {
  sides: number[];
  session?: Session;
  member?: Member;
  /** Since when it has been theirs, in event time. */
  since: number;
  /** When and where it came in while it was nobody's: who may be this person seen twice, and at which gate. */
  came?: { at: number; gate: number; twin: Member };
}

/** That a track was somebody's for a while. */
export interface PastBinding {
  track: number;
  session: Session;
  member: Member;
  from: number;
  until: number;
}

/** Past bindings are kept as long as the places of ended tracks are: milliseconds. */
const pastKept = 12_000;
const pastAtMost = 512;

/** Which track is, and was, whose. Plain data. */
export interface BindingState {
  tracks: Map<number, KnownTrack>;
  past: PastBinding[];
}

/** From `since` on a track is a member's. */
export function bind(known: KnownTrack, track: number, session: Session, member: Member, since: number): void {
  known.session = session;
  known.member = member;
  known.since = since;
  delete known.came;
  member.track = track;
}

/** From `at` on it is nobody's; what it was is kept for questions about the past. */
export function unbind(state: BindingState, track: number, at: number): void {
  const known = state.tracks.get(track);
  if (known?.session === undefined || known.member === undefined) return;
  const { session, member, since } = known;
  const { past } = state;
  past.push({ track, session, member, from: since, until: at });
  while (past.length > pastAtMost || (past[0] !== undefined && past[0].until < at - pastKept)) past.shift();
  if (member.track === track) member.track = -1;
  delete known.session;
  delete known.member;
}

/** Whose a track was at `at`. */
export function ownerAt(state: BindingState, track: number, at: number): Session | undefined {
  const known = state.tracks.get(track);
  if (known?.session !== undefined && at >= known.since) return known.session;
  for (let index = state.past.length - 1; index >= 0; index--) {
    const past = state.past[index]!;
    if (past.track === track && at >= past.from && at <= past.until) return past.session;
  }
  return undefined;
}
