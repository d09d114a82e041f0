import type { Chunk } from "../wire/index.ts";

/** Provisional chunks that are kept for whoever asks again. */
const mostKept = 16;
/** Wishes that wait; the oldest is given up when one more comes. */
const mostWaiting = 32;

interface Wish {
  readonly index: number;
  readonly t: number;
  readonly answer: (chunk: Chunk | undefined) => void;
}

/** Makes provisional chunks one after another, the latest wish first: who drags along a time line wants the last place. */
export interface Moments {
  /** The chunk of this index, filled at least to `t`; `undefined` where it cannot be made, or too much is asked for. */
  ask(index: number, t: number): Promise<Chunk | undefined>;
  /** Resolves when nobody waits for one: at once, as a rule. */
  idle(): Promise<void>;
  /** Nobody will ask any more. */
  close(): void;
}

/** `make` must not reject. */
export function createMoments(make: (index: number, t: number) => Promise<Chunk | undefined>): Moments {
  const kept = new Map<number, Chunk>();
  const waiting: Wish[] = [];
  let work: Promise<void> | undefined;

  const grant = async ({ index, t, answer }: Wish): Promise<void> => {
    const there = kept.get(index);
    if (there !== undefined && there.until > t) {
      answer(there);
      return;
    }
    const chunk = await make(index, t);
    if (chunk !== undefined) {
      kept.delete(index);
      kept.set(index, chunk);
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break;
        kept.delete(oldest);
      }
    }
    answer(chunk);
  };
  const grantAll = async (): Promise<void> => {
    for (let wish = waiting.pop(); wish !== undefined; wish = waiting.pop()) await grant(wish);
    work = undefined;
  };
  return {
    ask: (index, t) =>
      new Promise((answer) => {
        waiting.push({ index, t, answer });
        if (waiting.length > mostWaiting) waiting.shift()?.answer(undefined);
        work ??= grantAll();
      }),
    idle: () => work ?? Promise.resolve(),
    close() {
      for (const { answer } of waiting.splice(0)) answer(undefined);
      kept.clear();
    },
  };
}
