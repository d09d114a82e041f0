import type { Mark } from "../../../src/wire/index.ts";

/** Marks that a page keeps; the oldest go first. */
const most = 100_000;

/** The marks of the tape in order of time, each once, though a new stream tells all of them again. */
export interface MarkList {
  list(): readonly Mark[];
  /** Whether any was new. */
  add(marks: readonly Mark[]): boolean;
  /** Forgets what the tape no longer holds. */
  dropBefore(t: number): boolean;
  clear(): void;
}

export function createMarkList(): MarkList {
  let list: Mark[] = [];
  const known = new Set<string>();
  const drop = (count: number) => {
    for (const mark of list.slice(0, count)) known.delete(keyOf(mark));
    list = list.slice(count);
  };
  return {
    list: () => list,
    add(marks) {
      const fresh: Mark[] = [];
      for (const mark of marks) {
        const key = keyOf(mark);
        if (known.has(key)) continue;
        known.add(key);
        fresh.push(mark);
      }
      if (fresh.length === 0) return false;
      const inOrder = [...list.slice(-1), ...fresh].every((mark, i, all) => i === 0 || mark.t >= all[i - 1]!.t);
      list = list.concat(fresh);
      if (!inOrder) list.sort((a, b) => a.t - b.t);
      if (list.length > most) drop(list.length - most);
      return true;
    },
    dropBefore(t) {
      const kept = list.findIndex((mark) => mark.t >= t);
      const count = kept < 0 ? list.length : kept;
      if (count > 0) drop(count);
      return count > 0;
    },
    clear() {
      list = [];
      known.clear();
    },
  };
}

/** The next mark of these kinds after `t`, or the last one before it. */
export function markFrom(
  marks: readonly Mark[],
  t: number,
  direction: 1 | -1,
  kinds: readonly Mark["kind"][],
): Mark | undefined {
  const wanted = (mark: Mark) => kinds.includes(mark.kind);
  return direction === 1
    ? marks.find((mark) => mark.t > t && wanted(mark))
    : marks.findLast((mark) => mark.t < t && wanted(mark));
}

function keyOf({ t, kind, session, interaction, device, text }: Mark): string {
  return `${t}|${kind}|${session ?? ""}|${interaction ?? ""}|${device ?? ""}|${text}`;
}
