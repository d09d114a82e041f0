import type { SceneIssue } from "@aisle/drivers-mock";
import { describe, expect, it } from "vitest";
import { createIssueReport } from "./issue-report.ts";

const issue = (line: number, problem: SceneIssue["problem"] = "wrong-field"): SceneIssue => ({
  file: "readings.jsonl.gz",
  line,
  field: "t",
  problem,
  expected: "milliseconds since the epoch",
  got: '"soon"',
});

describe("the report on wrong lines", () => {
  it("tells file, line, field, problem and what was expected", () => {
    const lines: string[] = [];
    const report = createIssueReport((line) => void lines.push(line));
    report.add(issue(12));
    report.finish();
    expect(lines).toEqual(['readings.jsonl.gz:12 t: expected milliseconds since the epoch, got "soon" (wrong-field)']);
  });

  it("tells the first twenty in full and counts all of them by problem", () => {
    const lines: string[] = [];
    const report = createIssueReport((line) => void lines.push(line));
    for (let i = 1; i <= 1_000; i += 1) report.add(issue(i, i % 4 === 0 ? "malformed-line" : "wrong-field"));
    expect(lines).toHaveLength(20);
    report.finish();
    expect(lines.slice(20)).toEqual([
      "1000 wrong lines in all; the first 20 are above. By problem:",
      "  750 × wrong-field",
      "  250 × malformed-line",
    ]);
    expect(report.count).toBe(1_000);
    expect(report.byProblem()).toEqual({ "wrong-field": 750, "malformed-line": 250 });
  });
});
