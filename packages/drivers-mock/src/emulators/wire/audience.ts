/** What a device has said of one kind. */
export interface SaidCount {
  /** How often it was said. */
  said: number;
  /** To how many connections in all. */
  heard: number;
  /** How often nobody was connected, so that it is lost for good. */
  unheard: number;
}

/** What a device has said since it was made, by kind. */
export type SaidByKind = ReadonlyMap<string, Readonly<SaidCount>>;

/** Whoever is connected to a device, and what they were told. */
export interface Audience<L> {
  readonly said: SaidByKind;
  /** How many are connected now. */
  readonly size: number;
  join(line: L): void;
  leave(line: L): void;
  /** Says something to everybody who is connected; how many that were. */
  say(kind: string, to: (line: L) => void): number;
  /** Says something to one of them, as an answer. */
  answer(kind: string, line: L, to: (line: L) => void): void;
}

/** Makes an empty audience. */
export function createAudience<L>(): Audience<L> {
  const lines = new Set<L>();
  const said = new Map<string, SaidCount>();
  const count = (kind: string, heard: number): void => {
    const entry = said.get(kind) ?? { said: 0, heard: 0, unheard: 0 };
    entry.said += 1;
    entry.heard += heard;
    if (heard === 0) entry.unheard += 1;
    said.set(kind, entry);
  };
  return {
    said,
    get size() {
      return lines.size;
    },
    join(line) {
      lines.add(line);
    },
    leave(line) {
      lines.delete(line);
    },
    say(kind, to) {
      const now = [...lines];
      count(kind, now.length);
      for (const line of now) to(line);
      return now.length;
    },
    answer(kind, line, to) {
      count(kind, lines.has(line) ? 1 : 0);
      if (lines.has(line)) to(line);
    },
  };
}
