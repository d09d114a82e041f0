import { sideBySide } from "../report/index.ts";
import { problemsOf } from "./problems.ts";
import { ours, peer, type Solver, scan } from "./solvers.ts";

export interface Comparison {
  readonly size: number;
  /** Columns that are possible for a row, on average. */
  readonly possible: number;
  /** Nanoseconds a problem, medians. */
  readonly ours: number;
  readonly munkres: number;
  readonly scan: number;
  /** Largest difference of total gain between the two exact ones. */
  readonly apart: number;
  /** Share of the total gain that the plain scan leaves. */
  readonly lost: number;
}

const seed = 7;

/** Times the three of them on the same problems of one size. */
export function compare(size: number, perPerson: number, count: number, rounds: number): Comparison {
  const problems = problemsOf(size, perPerson, count, seed);
  const contender = (name: string, solve: Solver) => ({
    name,
    run: (times: number) => {
      let total = 0;
      for (let k = 0; k < times; k++) total += solve(problems[k % count]!);
      return total;
    },
  });
  // About as long for every size, and each problem as often.
  const times = count * Math.max(1, Math.round(2000 / (size * size)));
  const timings = sideBySide(
    [contender("ours", ours), contender("munkres", peer), contender("scan", scan)],
    times,
    rounds,
  );
  const totals = (solve: Solver): number => problems.reduce((sum, problem) => sum + solve(problem), 0);
  const possible = problems.reduce((sum, { gain }) => sum + gain.filter((value) => value > 0).length, 0);
  return {
    size,
    possible: possible / (count * size),
    ours: timings[0]?.median ?? Number.NaN,
    munkres: timings[1]?.median ?? Number.NaN,
    scan: timings[2]?.median ?? Number.NaN,
    apart: Math.max(...problems.map((problem) => Math.abs(ours(problem) - peer(problem)))),
    lost: 1 - totals(scan) / totals(ours),
  };
}
