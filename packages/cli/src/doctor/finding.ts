/** One thing that the doctor looked at. */
export interface Finding {
  readonly level: "ok" | "warning" | "problem";
  /** What was looked at. */
  readonly check: "node" | "platform" | "clock" | "disk" | "settings" | "permissions" | "plugins" | "devices";
  readonly message: string;
  /** What mends it. */
  readonly remedy?: string;
}

/** A finding that is not all well. */
export function trouble(
  level: "warning" | "problem",
  check: Finding["check"],
  message: string,
  remedy?: string,
): Finding {
  return { level, check, message, ...(remedy === undefined ? {} : { remedy }) };
}

/** Lines for people: what is wrong first, and at the end how much it is. */
export function findingLines(findings: readonly Finding[]): readonly string[] {
  const rank = { problem: 0, warning: 1, ok: 2 };
  const sorted = [...findings].sort((a, b) => rank[a.level] - rank[b.level]);
  const lines = sorted.flatMap(({ level, check, message, remedy }) => [
    `${level.padEnd(7)}  ${check.padEnd(11)}  ${message}`,
    ...(remedy === undefined ? [] : [`${" ".repeat(22)}to mend it: ${remedy}`]),
  ]);
  const count = (level: Finding["level"]): number => findings.filter((one) => one.level === level).length;
  const plural = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
  return [...lines, `${plural(count("problem"), "problem")}, ${plural(count("warning"), "warning")}`];
}
