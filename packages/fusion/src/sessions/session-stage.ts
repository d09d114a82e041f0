import type { StoreModel } from "@aisle/sdk/store";
import type { StoreEventDraft } from "../events/store-event.ts";
import type { TrackEvent, Tracking } from "../tracking/track.ts";
import { addToken, type Entry, findEntry, samePassage, type Token, takeToken } from "./entrance.ts";
import { type Exit, findExit, leaverAt } from "./exit.ts";
import { depthAt, inLane, sideAt } from "./gate-line.ts";
import { adoptOrphan } from "./orphans.ts";
import type { Member, Session } from "./session.ts";

/** A people sensor that says nothing for this long sees nobody: the gates' words are all there is. */
const blindAfter = 3000;
/** Someone whom nobody has seen for this long, in a store that sees, has gone unnoticed. */
const lostAfter = 180_000;
/** A track that begins this close behind a gate came in through it, metres. */
const bornAtGate = 1.2;
/** A track that ends this close behind a gate left through it, metres. */
const endedAtGate = 0.9;

export interface SessionState {
  sessions: Session[];
  tokens: Token[];
  entries: Entry[];
  exits: Exit[];
  /** By track: on which side of each gate it was last, and whose it is (session id, empty for nobody's). */
  tracks: Map<number, { sides: number[]; session: string }>;
  nextSession: number;
  peopleSeenAt: number;
}

/** Opens, joins and ends sessions from scans, passages and the tracks that cross the gates' lines. */
export class SessionStage {
  readonly #model: StoreModel;
  readonly #tracking: Tracking;
  readonly #emit: (event: StoreEventDraft) => void;
  state: SessionState = {
    sessions: [],
    tokens: [],
    entries: [],
    exits: [],
    tracks: new Map(),
    nextSession: 1,
    peopleSeenAt: Number.NEGATIVE_INFINITY,
  };

  constructor(model: StoreModel, tracking: Tracking, emit: (event: StoreEventDraft) => void) {
    this.#model = model;
    this.#tracking = tracking;
    this.#emit = emit;
  }

  /** A credential was read by the scanner of a gate. */
  scan(scanner: string, at: number, credential: string): void {
    const gate = this.#model.gates.findIndex((each) => each.scanner === scanner);
    if (gate >= 0) addToken(this.state.tokens, { credential, gate, at });
  }

  /** A turnstile says that somebody went through. */
  passage(device: string, at: number, direction: "in" | "out"): void {
    const gate = this.#model.gates.findIndex((each) => each.id === device);
    if (gate < 0) return;
    if (direction === "in") {
      const entry = findEntry(this.state.entries, gate, at, "passage");
      if (entry !== undefined) entry.passed = true;
      else this.state.entries.push({ gate, at, track: -1, passed: true, session: "" });
    } else {
      const exit = findExit(this.state.exits, gate, at, "passed");
      if (exit !== undefined) exit.passed = true;
      else this.state.exits.push({ gate, at, left: false, passed: true });
    }
    this.#settlePassages(at);
  }

  /** Tracks came, merged or ended. */
  trackEvents(events: readonly TrackEvent[]): void {
    for (const event of events) {
      if (event.type === "confirmed") this.#confirmed(event.track, event.at);
      else if (event.type === "merged") this.#merged(event.track, event.into);
      else this.#ended(event.track, event.at);
    }
  }

  /** Looks where everybody is now. */
  follow(at: number): void {
    this.state.peopleSeenAt = at;
    for (const track of this.#tracking.moved?.() ?? this.#tracking.tracks()) {
      if (!track.confirmed) continue;
      const known = this.state.tracks.get(track.id);
      if (known === undefined) continue;
      const member = this.#memberOf(track.id);
      if (member !== undefined) {
        member.x = track.x;
        member.y = track.y;
        member.seenAt = track.seenAt;
      }
      this.#crossings(track.id, known, track.x, track.y, at);
      if (known.session === "" && this.#model.gates.length > 0) {
        const session = adoptOrphan(this.#model, this.state, track, at);
        if (session !== undefined) known.session = session.id;
        else this.#adoptByToken(track.id, known, track.x, track.y, at);
      }
    }
  }

  /** Event time goes on to `at`. */
  advance(at: number): void {
    this.#settlePassages(at);
    const { state } = this;
    state.entries = state.entries.filter((entry) => at - entry.at < 4 * samePassage);
    state.exits = state.exits.filter((exit) => at - exit.at < 4 * samePassage);
    state.tokens = state.tokens.filter((token) => at - token.at < 60_000);
    if (!this.#sees(at)) return;
    for (const session of state.sessions) {
      for (const member of session.members) {
        if (member.leftAt >= 0 || member.track >= 0 || at - member.seenAt <= lostAfter) continue;
        session.lost = true;
        this.#leave(session, member, at);
      }
    }
  }

  /** The session a track belongs to, if any. */
  ownerOf(track: number): Session | undefined {
    const id = this.state.tracks.get(track)?.session;
    return id === undefined || id === "" ? undefined : this.state.sessions.find((session) => session.id === id);
  }

  /** Takes a finished session out of the books. */
  remove(session: Session): void {
    this.state.sessions = this.state.sessions.filter((other) => other !== session);
  }

  /** Everybody who is still inside leaves now. */
  closeStore(at: number): void {
    for (const session of this.state.sessions) {
      for (const member of session.members) if (member.leftAt < 0) member.leftAt = at;
      if (session.exitedAt < 0) session.exitedAt = at;
    }
  }

  #sees(at: number): boolean {
    return at - this.state.peopleSeenAt < blindAfter;
  }

  #memberOf(track: number): Member | undefined {
    return this.ownerOf(track)?.members.find((member) => member.track === track);
  }

  #confirmed(track: number, at: number): void {
    const view = this.#tracking.tracks().find((each) => each.id === track);
    if (view === undefined) return;
    const born = this.#tracking.positionAt(track, view.bornAt) ?? view;
    const sides = this.#model.gates.map((gate) => sideAt(gate, born.x, born.y));
    this.state.tracks.set(track, { sides, session: "" });
    if (this.#model.gates.length === 0) {
      this.#open(null, null, track, view.bornAt, born.x, born.y);
      return;
    }
    // Whoever is first seen just behind a gate whose line they could not be seen crossing came in through it.
    this.#model.gates.forEach((gate, index) => {
      const depth = depthAt(gate, born.x, born.y);
      if (depth <= 0 || depth > bornAtGate || !inLane(gate, born.x, born.y)) return;
      const entry = findEntry(this.state.entries, index, view.bornAt, "track");
      const expected = this.state.tokens.some((token) => token.gate === index && at - token.at < 8000);
      if (entry !== undefined || expected) this.#enter(index, view.bornAt, track, born.x, born.y);
    });
  }

  #crossings(track: number, known: { sides: number[]; session: string }, x: number, y: number, at: number): void {
    this.#model.gates.forEach((gate, index) => {
      const side = sideAt(gate, x, y);
      const before = known.sides[index] ?? 0;
      if (side === 0 || side === before) return;
      known.sides[index] = side;
      if (!inLane(gate, x, y)) return;
      if (side > 0 && before <= 0) this.#enter(index, at, track, x, y);
      else if (side < 0) this.#leaveByTrack(index, at, track);
    });
  }

  #enter(gate: number, at: number, track: number, x: number, y: number): void {
    const known = this.state.tracks.get(track);
    if (known === undefined) return;
    const own = this.ownerOf(track);
    const member = own?.members.find((each) => each.track === track);
    if (own !== undefined && member !== undefined) {
      // Went out and came back before the session was closed.
      member.leftAt = -1;
      own.exitedAt = -1;
      return;
    }
    const entry = findEntry(this.state.entries, gate, at, "track");
    if (entry === undefined) {
      const opened = this.#admit(gate, at, track, x, y);
      known.session = opened.id;
      this.state.entries.push({ gate, at, track, passed: false, session: opened.id });
      return;
    }
    entry.track = track;
    const waiting = this.state.sessions.find((session) => session.id === entry.session);
    const unseen = waiting?.members.find((each) => each.track < 0 && each.leftAt < 0);
    if (waiting !== undefined && unseen !== undefined) {
      Object.assign(unseen, { track, x, y, seenAt: at });
      known.session = waiting.id;
    } else {
      const opened = this.#admit(gate, entry.at, track, x, y);
      entry.session = opened.id;
      known.session = opened.id;
    }
  }

  /** Passages that no track crossing explains: they count by themselves once none is to be expected any more. */
  #settlePassages(at: number): void {
    const patience = this.#sees(at) ? samePassage : 0;
    for (const entry of this.state.entries) {
      if (entry.session !== "" || entry.track >= 0 || at - entry.at < patience) continue;
      const gate = this.#model.gates[entry.gate]!;
      const expected = this.state.tokens.some((token) => token.gate === entry.gate && token.at <= entry.at);
      // Where people are seen, a passage nobody made and nobody scanned for is the turnstile's mistake.
      if (this.#sees(at) && !expected) continue;
      entry.session = this.#admit(entry.gate, entry.at, -1, gate.at[0], gate.at[1]).id;
    }
    for (const exit of this.state.exits) {
      if (exit.left || at - exit.at < patience) continue;
      exit.left = true;
      const gone = leaverAt(this.#model.gates[exit.gate]!, this.state.sessions, exit.at, this.#sees(at));
      if (gone !== undefined) this.#leave(gone.session, gone.member, exit.at);
    }
  }

  #adoptByToken(track: number, known: { session: string }, x: number, y: number, at: number): void {
    const view = this.#tracking.tracks().find((each) => each.id === track);
    if (view === undefined || at - view.bornAt < 1500) return;
    const token = this.state.tokens.find((each) => {
      const gate = this.#model.gates[each.gate]!;
      const walked = ((at - each.at) / 1000) * 1.5 + 0.5;
      return at - each.at > samePassage && view.bornAt > each.at && Math.hypot(x - gate.at[0], y - gate.at[1]) < walked;
    });
    if (token === undefined) return;
    known.session = this.#admit(token.gate, token.at, track, x, y).id;
  }

  /** Lets one person in under the gate's oldest token, or under none. */
  #admit(gate: number, at: number, track: number, x: number, y: number): Session {
    const token = takeToken(this.state.tokens, gate, at);
    const group =
      token && this.state.sessions.find((each) => each.credential === token.credential && each.exitedAt < 0);
    if (group !== undefined) {
      group.members.push({ track, enteredAt: at, x, y, seenAt: at, leftAt: -1 });
      this.#emit({ type: "session.joined", session: group.id, persons: group.members.length });
      return group;
    }
    return this.#open(token?.credential ?? null, this.#model.gates[gate]!.id, track, at, x, y);
  }

  #open(credential: string | null, gate: string | null, track: number, at: number, x: number, y: number): Session {
    const session: Session = {
      id: `s${this.state.nextSession}`,
      credential,
      staff: false,
      gate,
      enteredAt: at,
      members: [{ track, enteredAt: at, x, y, seenAt: at, leftAt: -1 }],
      units: [],
      exitedAt: -1,
      lost: false,
    };
    this.state.nextSession += 1;
    this.state.sessions.push(session);
    const known = this.state.tracks.get(track);
    if (known !== undefined) known.session = session.id;
    this.#emit({ type: "session.opened", session: session.id, credential, gate });
    return session;
  }

  #leaveByTrack(gate: number, at: number, track: number): void {
    const session = this.ownerOf(track);
    const member = session?.members.find((each) => each.track === track);
    if (session === undefined || member === undefined || member.leftAt >= 0) return;
    this.#noteExit(gate, at);
    this.#leave(session, member, at);
  }

  #noteExit(gate: number, at: number): void {
    const exit = findExit(this.state.exits, gate, at, "left");
    if (exit === undefined) this.state.exits.push({ gate, at, left: true, passed: false });
    else exit.left = true;
  }

  #leave(session: Session, member: Member, at: number): void {
    member.leftAt = at;
    if (session.members.every((each) => each.leftAt >= 0)) {
      session.exitedAt = Math.max(...session.members.map((each) => each.leftAt));
    }
  }

  #merged(track: number, into: number): void {
    const session = this.ownerOf(track);
    const member = session?.members.find((each) => each.track === track);
    this.state.tracks.delete(track);
    if (session === undefined || member === undefined) return;
    const target = this.state.tracks.get(into);
    if (target?.session === "") {
      target.session = session.id;
      member.track = into;
    } else member.track = -1;
  }

  #ended(track: number, at: number): void {
    const session = this.ownerOf(track);
    const member = session?.members.find((each) => each.track === track);
    this.state.tracks.delete(track);
    if (session === undefined || member === undefined) return;
    member.track = -1;
    if (member.leftAt >= 0) return;
    const gates = this.#model.gates;
    const gate = gates.findIndex(
      (each) => inLane(each, member.x, member.y) && depthAt(each, member.x, member.y) < endedAtGate,
    );
    if (gates.length === 0) this.#leave(session, member, member.seenAt);
    else if (gate >= 0 && at - member.enteredAt > 5000) {
      this.#noteExit(gate, member.seenAt);
      this.#leave(session, member, member.seenAt);
    }
  }
}
