import { bind } from "./bindings.ts";
import type { Entry } from "./entrance.ts";
import { joinDoubts } from "./identity.ts";
import type { SessionRoom } from "./room.ts";
import type { Member, Session } from "./session.ts";
import { assignTokens } from "./token-binding.ts";

/** Opens a session for one person. */
export function openSession(
  room: SessionRoom,
  credential: string | null,
  gate: string | null,
  member: Member,
): Session {
  const { state } = room;
  const staff = credential !== null && room.isStaff(credential);
  const session: Session = {
    id: `s${state.nextSession}`,
    credential,
    staff,
    gate,
    enteredAt: member.enteredAt,
    members: [member],
    units: [],
    exitedAt: -1,
    lost: false,
  };
  state.nextSession += 1;
  state.sessions.push(session);
  room.emit({ type: "session.opened", session: session.id, credential, gate, ...(staff && { staff }) });
  return session;
}

/** Lets the person of an entry in under the scan that fits, or under none; the entries before may change theirs. */
export function admit(room: SessionRoom, entry: Entry, x: number, y: number): Session {
  bindTokens(room, entry.gate, entry);
  const credential = entry.token?.credential ?? null;
  const member: Member = { track: -1, enteredAt: entry.at, x, y, seenAt: entry.at, leftAt: -1 };
  let session = groupOf(room, credential);
  if (session === undefined) session = openSession(room, credential, room.model.gates[entry.gate]!.id, member);
  else join(room, session, member);
  entry.session = session;
  entry.member = member;
  const known = room.state.tracks.get(entry.track);
  if (known !== undefined) bind(known, entry.track, session, member, entry.at);
  return session;
}

/**
 * Weighs the scans of a gate anew against everybody who lately came in there, and `fresh`, who is not admitted yet.
 * Whoever turns out to have come in on another scan has their session revised.
 */
export function bindTokens(room: SessionRoom, gate: number, fresh?: Entry): void {
  const { state, model, tracking } = room;
  const entries: Entry[] = [];
  const settled: Entry[] = [];
  for (const entry of state.entries) {
    if (entry.gate !== gate) continue;
    const open = entry === fresh || (entry.session !== undefined && entry.session.exitedAt < 0);
    (open ? entries : settled).push(entry);
  }
  if (fresh !== undefined && !entries.includes(fresh)) entries.push(fresh);
  entries.sort((a, b) => a.at - b.at);
  const tokens = state.tokens.filter((token) => token.gate === gate && !settled.some((other) => other.token === token));
  const chosen = assignTokens(tokens, entries, model.gates[gate]!, tracking.positionAt);
  const changed: Entry[] = [];
  entries.forEach((entry, index) => {
    const token = chosen[index];
    if (token === undefined) delete entry.token;
    else entry.token = token;
    if (entry.session !== undefined && entry.session.credential !== (token?.credential ?? null)) changed.push(entry);
  });
  if (changed.length > 0) relabel(room, changed);
}

/** The open session under a credential. */
function groupOf(room: SessionRoom, credential: string | null): Session | undefined {
  if (credential === null) return undefined;
  return room.state.sessions.find((session) => session.credential === credential && session.exitedAt < 0);
}

function join(room: SessionRoom, session: Session, member: Member): void {
  session.members.push(member);
  room.emit({ type: "session.joined", session: session.id, persons: session.members.length });
}

/** Gives sessions the credentials of the scans that their people came in on. */
function relabel(room: SessionRoom, changed: readonly Entry[]): void {
  const before = new Map<Session, string | null>();
  for (const entry of changed) {
    if (entry.session!.members.length > 1) splitOff(room, entry);
    before.set(entry.session!, entry.session!.credential);
    entry.session!.credential = null;
  }
  for (const entry of changed) {
    const session = entry.session!;
    const credential = entry.token?.credential ?? null;
    const group = groupOf(room, credential);
    if (group !== undefined && group !== session) {
      mergeSessions(room, session, group);
      before.delete(session);
    } else session.credential = credential;
  }
  for (const [session, was] of before) {
    const { id, credential, members } = session;
    if (credential === was) continue;
    session.staff = credential !== null && room.isStaff(credential);
    const staff = session.staff && { staff: true };
    room.emit({ type: "session.revised", session: id, credential, persons: members.length, ...staff });
  }
}

/**
 * Takes the person of an entry out of a group that they do not belong to. What the group holds stays with it; where it
 * holds something a person should look whose that is.
 */
function splitOff(room: SessionRoom, entry: Entry): void {
  const group = entry.session!;
  const member = entry.member!;
  group.members = group.members.filter((other) => other !== member);
  entry.session = openSession(room, null, group.gate, member);
  rebindTrack(room, member, entry.session);
  for (const past of room.state.past) if (past.member === member) past.session = entry.session;
  if (group.units.length > 0) {
    group.doubtful = true;
    entry.session.doubtful = true;
  }
  const { id, credential } = group;
  room.emit({ type: "session.revised", session: id, credential, persons: group.members.length });
}

/** Two sessions turn out to be one: people of `from` are those of `into`, and `from` closes; who hears of it moves the goods. */
function mergeSessions(room: SessionRoom, from: Session, into: Session): void {
  const { state } = room;
  for (const member of from.members) {
    join(room, into, member);
    rebindTrack(room, member, into);
  }
  if (from.doubtful === true) into.doubtful = true;
  joinDoubts(from, into);
  for (const entry of state.entries) if (entry.session === from) entry.session = into;
  for (const past of state.past) if (past.session === from) past.session = into;
  room.emit({ type: "session.closed", session: from.id, reason: "joined", into: into.id });
  state.sessions = state.sessions.filter((other) => other !== from);
}

/** The track of a member belongs to another session, for all the time that it was theirs. */
function rebindTrack(room: SessionRoom, member: Member, session: Session): void {
  const known = room.state.tracks.get(member.track);
  if (known === undefined) return;
  bind(known, member.track, session, member, known.since);
}
