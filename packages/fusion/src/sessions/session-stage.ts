import type { StoreModel } from "@aisle/sdk/store";
import type { StoreEventDraft } from "../events/store-event.ts";
import type { TrackEvent, Tracking } from "../tracking/track.ts";
import { bindTokens } from "./admission.ts";
import { ownerAt, unbind } from "./bindings.ts";
import { addPassage, findEntry } from "./entrance.ts";
import { findExit } from "./exit.ts";
import { followTracks } from "./following.ts";
import { isNearLine } from "./gate-line.ts";
import { giveUpOpen } from "./open-store.ts";
import { forget, settlePassages } from "./passages.ts";
import { emptyState, type SessionRoom, type SessionState } from "./room.ts";
import { holderOf } from "./scanning.ts";
import { leave, type Session } from "./session.ts";
import { addToken } from "./token.ts";
import { trackConfirmed, trackEnded, trackMerged, tracksConfused, tracksExchanged } from "./track-news.ts";

/** A people sensor that says nothing for this long sees nobody: the gates' words are all there is. Milliseconds. */
const blindAfter = 3000;
/** Someone whom nobody has seen for this long, in a store that sees, has gone unnoticed. */
const lostAfter = 180_000;
/** Where nobody is seen, of whom nothing has been heard for this long: two hours. */
const unheardAfter = 7_200_000;
/** Where everybody is, is looked at no more often than this. */
const stride = 50;
/** A straggler is at most so old; what is older says that the store's clock was set back. Milliseconds. */
const stragglerAtMost = 2000;

export interface SessionOptions {
  /** Whether a credential is of somebody who works here; nobody's is unless told. */
  readonly isStaff?: (credential: string) => boolean;
}

/** Opens, joins and ends sessions from scans, passages and the tracks that cross the gates' lines. */
export class SessionStage {
  readonly #room: SessionRoom;

  constructor(
    model: StoreModel,
    tracking: Tracking,
    emit: (event: StoreEventDraft) => void,
    { isStaff = () => false }: SessionOptions = {},
  ) {
    this.#room = { model, tracking, emit, isStaff, state: emptyState() };
  }

  get state(): SessionState {
    return this.#room.state;
  }

  set state(state: SessionState) {
    this.#room.state = state;
  }

  /** A credential was read by the scanner of a gate. */
  scan(scanner: string, at: number, credential: string): void {
    const { model, state } = this.#room;
    const gate = model.gates.findIndex((each) => each.scanner === scanner);
    if (gate < 0) return;
    const holder = holderOf(this.#room, gate, at);
    if (addToken(state.tokens, { credential, gate, at, holder })) bindTokens(this.#room, gate);
  }

  /** A turnstile says that somebody went through. */
  passage(device: string, at: number, direction: "in" | "out"): void {
    const { model, state } = this.#room;
    const gate = model.gates.findIndex((each) => each.id === device);
    if (gate < 0 || !addPassage(state.passages, { gate, at, direction })) return;
    if (direction === "in") {
      const entry = findEntry(state.entries, gate, at, "passage");
      if (entry !== undefined) entry.passed = true;
      else state.entries.push({ gate, at, track: -1, passed: true });
    } else {
      const exit = findExit(state.exits, gate, at, "passed");
      if (exit !== undefined) exit.passed = true;
      else state.exits.push({ gate, at, left: false, passed: true });
    }
    settlePassages(this.#room, at, this.#sees(at));
  }

  /** Tracks came, merged or ended. */
  trackEvents(events: readonly TrackEvent[]): void {
    for (const event of events) {
      if (event.type === "confirmed") trackConfirmed(this.#room, event.track, event.at);
      else if (event.type === "merged") trackMerged(this.#room, event.track, event.into, event.at);
      else if (event.type === "exchanged") tracksExchanged(this.#room, event.track, event.other, event.since);
      else if (event.type === "confused") {
        tracksConfused(this.#room, event.track, event.other, event.since, event.probability);
      } else trackEnded(this.#room, event.track, event.at);
    }
  }

  /** Looks where everybody is now; a reading that came late does not make it an earlier time. */
  follow(at: number): void {
    const { state } = this.#room;
    if (at > state.peopleSeenAt) state.peopleSeenAt = at;
    const since = at - state.followedAt;
    if (since < stride && since >= -stragglerAtMost) return;
    state.followedAt = at;
    followTracks(this.#room, at);
  }

  /** Event time goes on to `at`. */
  advance(at: number): void {
    const sees = this.#sees(at);
    settlePassages(this.#room, at, sees);
    forget(this.#room.state, at);
    if (this.#room.model.gates.length === 0) giveUpOpen(this.#room, at);
    else this.#giveUp(at, sees);
  }

  /** The session a track belongs to now, if any. */
  ownerOf(track: number): Session | undefined {
    return this.state.tracks.get(track)?.session;
  }

  /** The session a track belonged to at `at`, within the last 12 s; `undefined` while it was nobody's. */
  ownerAt(track: number, at: number): Session | undefined {
    return ownerAt(this.state, track, at);
  }

  /** Takes a finished session out of the books. */
  remove(session: Session): void {
    const { state } = this;
    state.sessions = state.sessions.filter((other) => other !== session);
    for (const { track } of session.members) unbind(state, track, state.followedAt);
  }

  /** Whether all who left are well outside or not seen any more: who lingers on a gate's line may come back. */
  isGone(session: Session): boolean {
    const { gates } = this.#room.model;
    return session.members.every((member) => member.track < 0 || !isNearLine(gates, member.x, member.y));
  }

  /** Everybody who is still inside leaves now. */
  closeStore(at: number): void {
    for (const session of this.state.sessions) {
      for (const member of session.members) if (member.leftAt < 0) leave(session, member, at);
    }
  }

  #sees(at: number): boolean {
    return at - this.state.peopleSeenAt < blindAfter;
  }

  /** Whoever has not been seen for minutes has left, as has who must have slipped out of a store that sees nobody. */
  #giveUp(at: number, sees: boolean): void {
    for (const session of this.state.sessions) {
      for (const member of session.members) {
        if (member.leftAt >= 0 || (sees && member.track >= 0)) continue;
        if (at - member.seenAt <= (sees ? lostAfter : unheardAfter)) continue;
        session.lost = true;
        session.doubtful = true;
        leave(session, member, at);
      }
    }
  }
}
