/** One way to prove who asks, as a camera offers it in `WWW-Authenticate`. */
export interface Challenge {
  /** In lower case: `digest`, `basic`. */
  readonly scheme: string;
  /** By name in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** A parameter, or the name of a scheme where no `=` follows. */
const part = /[\s,]*(?:([\w-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s",]*))|([\w-]+))/y;
const mostParts = 100;

/** Reads `WWW-Authenticate` fields (RFC 7235 section 4.1): several fields, and several challenges in one. */
export function readChallenges(fields: readonly string[]): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  for (const field of fields) {
    part.lastIndex = 0;
    for (let count = 0; count < mostParts; count += 1) {
      const match = part.exec(field);
      if (match === null) break;
      const [, name, quoted, plain, scheme] = match;
      if (scheme !== undefined) challenges.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
      else
        challenges.at(-1)?.parameters.set((name ?? "").toLowerCase(), quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "");
    }
  }
  return challenges;
}
