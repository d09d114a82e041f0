/** One way of doing the same work; `run` does it so many times and gives something, so that nothing is optimised away. */
export interface Contender {
  readonly name: string;
  readonly run: (times: number) => unknown;
}

/** Nanoseconds that one time takes. */
export interface Timing {
  readonly name: string;
  readonly median: number;
  readonly least: number;
}

/** What came out last; it is kept so that no work is left out. */
export const kept: unknown[] = [];

/**
 * Times contenders in turn, so that what else the machine does meets all of them: after two rounds for the compiler,
 * `rounds` rounds of `times` each.
 */
export function sideBySide(contenders: readonly Contender[], times: number, rounds: number): readonly Timing[] {
  const ns = contenders.map((): number[] => []);
  for (let round = -2; round < rounds; round++) {
    for (const [k, { run }] of contenders.entries()) {
      const started = process.hrtime.bigint();
      kept[k] = run(times);
      const taken = Number(process.hrtime.bigint() - started) / times;
      if (round >= 0) ns[k]?.push(taken);
    }
  }
  return contenders.map(({ name }, k) => ({ name, median: medianOf(ns[k] ?? []), least: Math.min(...(ns[k] ?? [])) }));
}

export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
