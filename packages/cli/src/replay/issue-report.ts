import { describeIssue, type SceneIssue, type SceneProblem } from "@aisle/drivers-mock";

/** So many issues are told in full; all of them are counted. */
const mostInFull = 20;

/** Tells of wrong lines without flooding whoever reads. */
export interface IssueReport {
  readonly add: (issue: SceneIssue) => void;
  readonly count: number;
  /** How often each problem came, in order of first appearance. */
  byProblem(): Readonly<Partial<Record<SceneProblem, number>>>;
  /** Tells the counts, where not everything was told in full. */
  finish(): void;
}

/** Calls `print` with one line at a time. */
export function createIssueReport(print: (line: string) => void): IssueReport {
  const counts = new Map<SceneProblem, number>();
  let count = 0;
  return {
    add(issue) {
      count += 1;
      counts.set(issue.problem, (counts.get(issue.problem) ?? 0) + 1);
      if (count <= mostInFull) print(describeIssue(issue));
    },
    get count() {
      return count;
    },
    byProblem: () => Object.fromEntries(counts),
    finish() {
      if (count <= mostInFull) return;
      print(`${count} wrong lines in all; the first ${mostInFull} are above. By problem:`);
      for (const [problem, times] of counts) print(`  ${times} × ${problem}`);
    },
  };
}
