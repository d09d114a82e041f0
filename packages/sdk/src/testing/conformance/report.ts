/** Each level includes the ones before it. */
export const conformanceLevels = ["bronze", "silver", "gold"] as const;

export type ConformanceLevel = (typeof conformanceLevels)[number];

/** What one check found. */
export interface ConformanceResult {
  readonly id: string;
  readonly level: ConformanceLevel;
  /** What the driver does when it passes. */
  readonly title: string;
  readonly outcome: "passed" | "failed" | "not-applicable";
  /** What failed and how, or why it does not apply. */
  readonly detail?: string;
}

/** What a driver has shown. It holds no time, so the same driver gives the same report. */
export interface ConformanceReport {
  /** Version of this format. */
  readonly conformance: 1;
  readonly driver: { readonly id: string; readonly kind: string; readonly transport: string };
  readonly level: ConformanceLevel | "none";
  readonly checks: readonly ConformanceResult[];
}

/** The report of these results. */
export function reportOf(
  { id, kind, transport }: ConformanceReport["driver"],
  checks: readonly ConformanceResult[],
): ConformanceReport {
  let level: ConformanceReport["level"] = "none";
  for (const next of conformanceLevels) {
    const own = checks.filter((check) => check.level === next);
    if (own.length === 0 || own.some(({ outcome }) => outcome === "failed")) break;
    level = next;
  }
  return { conformance: 1, driver: { id, kind, transport }, level, checks };
}

/** Whether the report is of that level or above. */
export function reaches(report: ConformanceReport, level: ConformanceLevel): boolean {
  return rank(report.level) >= rank(level);
}

/** The report in words: the level, and what is missing for the next. */
export function describeReport(report: ConformanceReport): string {
  const next = conformanceLevels[rank(report.level) + 1];
  const missing = report.checks.filter(({ level, outcome }) => level === next && outcome === "failed");
  return [
    `${report.driver.id}: ${report.level === "none" ? "no level yet" : report.level}`,
    ...(missing.length > 0 ? [`  missing for ${String(next)}:`] : []),
    ...missing.map(({ id, detail = "" }) => `  - ${id}: ${detail}`),
  ].join("\n");
}

function rank(level: ConformanceReport["level"]): number {
  return level === "none" ? -1 : conformanceLevels.indexOf(level);
}
