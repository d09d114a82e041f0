import { admit, bindTokens } from "./admission.ts";
import { type Entry, samePassage } from "./entrance.ts";
import { leaverAt } from "./exit.ts";
import type { SessionRoom, SessionState } from "./room.ts";
import { leave } from "./session.ts";
import { tokenLife } from "./token.ts";

/** Exits and passages are remembered this long, in milliseconds. */
const exitsKept = 4 * samePassage;
/** A scan is remembered a little longer than it counts, so that a late copy of it is known. */
const tokensKept = tokenLife + 2000;
/** And no more than so many of them, the newest; a busy gate has ten. */
const atMost = 256;

/** Passages that no track's crossing explains: they count by themselves once none is to be expected any more. */
export function settlePassages(room: SessionRoom, at: number, sees: boolean): void {
  const patience = sees ? samePassage : 0;
  const { state } = room;
  let refused: Entry[] | undefined;
  for (const entry of state.entries) {
    if (entry.session !== undefined || entry.track >= 0 || at - entry.at < patience) continue;
    if (!settleEntry(room, entry, sees)) (refused ??= []).push(entry);
  }
  if (refused !== undefined) state.entries = state.entries.filter((entry) => !refused.includes(entry));
  for (const exit of state.exits) {
    if (exit.left || at - exit.at < patience) continue;
    exit.left = true;
    const gone = leaverAt(room.model.gates[exit.gate]!, state.sessions, exit.at, sees);
    if (gone === undefined) continue;
    if (gone.rivals.length > 0) for (const session of [gone.session, ...gone.rivals]) session.doubtful = true;
    leave(gone.session, gone.member, exit.at);
  }
}

/** Where people are seen, a passage that nobody made and nobody scanned for is the turnstile's mistake. */
function settleEntry(room: SessionRoom, entry: Entry, sees: boolean): boolean {
  if (sees) {
    bindTokens(room, entry.gate, entry);
    if (entry.token === undefined) return false;
  }
  const [x, y] = room.model.gates[entry.gate]!.at;
  admit(room, entry, x, y);
  return true;
}

/** Forgets what is too old to matter. */
export function forget(state: SessionState, at: number): void {
  const { entries, exits, tokens, passages } = state;
  if (exits.length > atMost || (exits[0] !== undefined && at - exits[0].at > exitsKept)) {
    state.exits = exits.filter((exit) => at - exit.at <= exitsKept).slice(-atMost);
  }
  if (passages[0] !== undefined && at - passages[0].at > exitsKept) {
    state.passages = passages.filter((passage) => at - passage.at <= exitsKept);
  }
  if (entries.length > atMost || (entries[0] !== undefined && at - entries[0].at > tokenLife)) {
    const old = entries.filter((entry, k) => at - entry.at > tokenLife || k < entries.length - atMost);
    const used = new Set(old.map(({ token }) => token));
    state.entries = entries.filter((entry) => !old.includes(entry));
    state.tokens = tokens.filter((token) => !used.has(token));
  }
  if (state.tokens[0] !== undefined && at - state.tokens[0].at > tokensKept) {
    const kept = new Set(state.entries.map(({ token }) => token));
    state.tokens = state.tokens.filter((token) => at - token.at <= tokensKept || kept.has(token));
  }
}
