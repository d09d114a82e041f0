/** One way of proving who one is that a server offers: `Digest realm="…", nonce="…"`. */
export interface Challenge {
  /** In small letters. */
  readonly scheme: string;
  /** By name in small letters. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Longer headers are not read. */
const longest = 8_192;
const token = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const equals = /[ \t]*=[ \t]*/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;

/**
 * The challenges in a `WWW-Authenticate` header (RFC 9110 section 11.6.1), also several that were joined by commas.
 * What cannot be read is skipped; it never throws.
 */
export function readChallenges(header: string): readonly Challenge[] {
  const text = header.slice(0, longest);
  const challenges: { readonly scheme: string; readonly parameters: Map<string, string> }[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  while (at < text.length) {
    const word = take(token)?.[0];
    if (word === undefined) {
      at += 1;
      continue;
    }
    const current = challenges.at(-1);
    if (current === undefined || take(equals) === null) {
      challenges.push({ scheme: word.toLowerCase(), parameters: new Map() });
      continue;
    }
    const value = take(quoted)?.[1]?.replaceAll(/\\(.)/g, "$1") ?? take(token)?.[0];
    if (value !== undefined && !current.parameters.has(word.toLowerCase())) {
      current.parameters.set(word.toLowerCase(), value);
    }
  }
  return challenges;
}
