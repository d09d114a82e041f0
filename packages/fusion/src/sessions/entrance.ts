/** A credential that was scanned and waits for its person. */
export interface Token {
  credential: string;
  gate: number;
  at: number;
}

/** One person coming in at a gate, as far as it is known: seen by cameras, told by the turnstile, or both. */
export interface Entry {
  gate: number;
  at: number;
  /** −1 while nobody saw them cross. */
  track: number;
  /** Told by the turnstile. */
  passed: boolean;
  /** The session it led to; empty while it waits to be believed. */
  session: string;
}

/** How long a scanned credential waits for its person, in milliseconds. */
const tokenLife = 20_000;
/** A crossing and a passage this close in time are the same person. */
export const samePassage = 2500;
/** The same credential within this time is one scan that came twice. */
const sameScan = 150;
const tokensAtMost = 256;

/** Keeps a scan; one that came twice is kept once. */
export function addToken(tokens: Token[], token: Token): void {
  const twice = tokens.some(
    (other) =>
      other.gate === token.gate && other.credential === token.credential && Math.abs(other.at - token.at) < sameScan,
  );
  if (twice) return;
  tokens.push(token);
  tokens.sort((a, b) => a.at - b.at);
  if (tokens.length > tokensAtMost) tokens.shift();
}

/** Takes the oldest live token of a gate for somebody who came in at `at`. */
export function takeToken(tokens: Token[], gate: number, at: number): Token | undefined {
  const index = tokens.findIndex(
    (token) => token.gate === gate && token.at <= at + samePassage && at - token.at < tokenLife,
  );
  return index < 0 ? undefined : tokens.splice(index, 1)[0];
}

/** The entry that a crossing or a passage at `at` belongs to: the nearest in time that still lacks it. */
export function findEntry(entries: Entry[], gate: number, at: number, lacks: "track" | "passage"): Entry | undefined {
  let best: Entry | undefined;
  for (const entry of entries) {
    if (entry.gate !== gate || Math.abs(entry.at - at) > samePassage) continue;
    if (lacks === "track" ? entry.track >= 0 : entry.passed) continue;
    if (best === undefined || Math.abs(entry.at - at) < Math.abs(best.at - at)) best = entry;
  }
  return best;
}
