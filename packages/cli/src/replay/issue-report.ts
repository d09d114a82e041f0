import { describeIssue, type SceneIssue } from "@aisle/drivers-mock";

/** So many issues are told in full; all of them are counted. */
const mostInFull = 20;

/** Tells of wrong lines without flooding whoever reads. */
export interface IssueReport {
  readonly add: (issue: SceneIssue) => void;
  /** The same for what is no line of a scene: its kind, and a line that says it all. */
  readonly tell: (problem: string, line: string) => void;
  readonly count: number;
  /** How often each problem came, in order of first appearance. */
  byProblem(): Readonly<Record<string, number>>;
  /** Tells the counts, where not everything was told in full. */
  finish(): void;
}

/** Calls `print` with one line at a time. */
export function createIssueReport(print: (line: string) => void): IssueReport {
  const counts = new Map<string, number>();
  let count = 0;
  const tell = (problem: string, line: string): void => {
    count += 1;
    counts.set(problem, (counts.get(problem) ?? 0) + 1);
    if (count <= mostInFull) print(line);
  };
  return {
    tell,
    add: (issue) => tell(issue.problem, describeIssue(issue)),
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
