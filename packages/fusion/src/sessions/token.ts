/** A credential that was scanned at a gate, for one person to come in on. */
export interface Token {
  credential: string;
  /** Index of the gate in the store model. */
  gate: number;
  at: number;
  /** The track that stood at the scanner; −1 where none did, or more than one. */
  holder: number;
}

/** How long a scanned credential waits for its person, in milliseconds. */
export const tokenLife = 20_000;
/** The same credential within this time is one scan that came twice. */
const sameScan = 150;
const tokensAtMost = 256;

/** Keeps a scan in order of time; one that came twice is kept once. Says whether it is new. */
export function addToken(tokens: Token[], token: Token): boolean {
  let index = tokens.length;
  for (let other = tokens.length - 1; other >= 0; other--) {
    const { gate, credential, at } = tokens[other]!;
    if (gate === token.gate && credential === token.credential && Math.abs(at - token.at) < sameScan) return false;
    if (at > token.at) index = other;
  }
  tokens.splice(index, 0, token);
  if (tokens.length > tokensAtMost) tokens.shift();
  return true;
}
