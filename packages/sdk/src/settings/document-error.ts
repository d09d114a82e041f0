import { AisleError, type Problem } from "../errors/aisle-error.ts";
import { redact, redactDeep } from "../secrets/index.ts";
import { type DocumentPath, formatPath } from "./document-path.ts";

/** One thing that is wrong with a file, and where. */
export interface DocumentProblem extends Problem {
  readonly path: DocumentPath;
  /** From 1; absent when the value did not come from a text. */
  readonly line?: number;
  readonly expected: string;
  /** What was there, shortened. */
  readonly got: string;
  /** What was probably meant. */
  readonly hint?: string;
}

/** More than this many problems of one file are counted, not listed. */
const maxListed = 20;

/** A file that cannot be used, with everything that is wrong with it (at most 20 problems are listed). */
export class DocumentError extends AisleError {
  readonly file: string;
  override readonly problems: readonly DocumentProblem[];

  constructor(code: string, file: string, found: readonly Omit<DocumentProblem, "message">[]) {
    const problems = found
      .slice(0, maxListed)
      .map((problem) => ({ ...problem, message: formatProblem(file, problem) }));
    const more = found.length - problems.length;
    const lines = problems.map((problem) => `  ${problem.message}`);
    if (more > 0) lines.push(`  and ${more} more`);
    const count = found.length === 1 ? "1 problem" : `${found.length} problems`;
    super(code, `${file} has ${count}:\n${lines.join("\n")}`, {
      category: "settings",
      remedy: `Correct ${file} at the places named.`,
      problems,
    });
    this.file = file;
    this.problems = problems;
  }
}

/** One line for people: `store.yaml:12 gates[0].width: expected …, got …`. */
function formatProblem(file: string, problem: Omit<DocumentProblem, "message">): string {
  const place = problem.line === undefined ? file : `${file}:${problem.line}`;
  const path = problem.path.length === 0 ? "" : ` ${formatPath(problem.path)}`;
  const hint = problem.hint === undefined ? "" : ` (${problem.hint})`;
  return `${place}${path}: expected ${problem.expected}, got ${problem.got}${hint}`;
}

/** Shows a value in a message, shortened to one line and without secrets; a missing one is `nothing`. */
export function showValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return String(value);
  const text = safeJson(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}

function safeJson(value: unknown): string {
  // Of these, and of what refers to itself, there is no JSON.
  if (typeof value === "function" || typeof value === "symbol") return typeof value;
  try {
    return redact(JSON.stringify(redactDeep(value)));
  } catch {
    return typeof value;
  }
}
