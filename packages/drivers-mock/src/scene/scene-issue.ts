/** What kind of fault a line of a scene has. */
export type SceneProblem =
  /** Not a JSON object, or longer than a line may be. */
  | "malformed-line"
  | "unknown-device"
  | "unknown-kind"
  /** A field that is missing or has a value that it cannot have. */
  | "wrong-field"
  /** A time of arrival that neither the line before nor the line after agrees with. */
  | "arrival-time"
  /** The recorder's clock was set; times are shifted from here so that they go on. Nothing is skipped. */
  | "clock-step"
  /** A device time far from the time of arrival. */
  | "device-time"
  /** The file is cut or corrupt; nothing after this line can be read. */
  | "damaged-file";

/** One fault of a scene's readings. But for a clock step, the line was skipped and reading goes on after it. */
export interface SceneIssue {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** As in `objects[2].box`; empty for the whole line. */
  readonly field: string;
  readonly problem: SceneProblem;
  readonly expected: string;
  readonly got: string;
}

/** How many faults a pass over the readings has found. */
export interface IssueCounts {
  readonly total: number;
  readonly byProblem: Readonly<Partial<Record<SceneProblem, number>>>;
}

/** A fault that does not know its file and line yet. */
export type LineFault = Pick<SceneIssue, "field" | "problem" | "expected" | "got">;

/** One line for people. */
export function describeIssue(issue: SceneIssue): string {
  const field = issue.field === "" ? "" : ` ${issue.field}`;
  return `${issue.file}:${issue.line}${field}: expected ${issue.expected}, got ${issue.got} (${issue.problem})`;
}

/** Shows a value from a line in a message, shortened. */
export function showGot(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return String(value);
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
