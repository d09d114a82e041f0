/** Lines of a table: the first column to the left, the others to the right. */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((title, k) => Math.max(title.length, ...rows.map((row) => row[k]?.length ?? 0)));
  return [head, ...rows].map((row) =>
    widths
      .map((width, k) => (k === 0 ? (row[k] ?? "").padEnd(width) : (row[k] ?? "").padStart(width)))
      .join("  ")
      .trimEnd(),
  );
}

/** `0.9731` → `97.31`; `–` where nothing was measured. */
export function percent(share: number, digits = 1): string {
  return Number.isNaN(share) ? "–" : (100 * share).toFixed(digits);
}

export function number(value: number, digits = 0): string {
  return Number.isNaN(value) ? "–" : value.toFixed(digits);
}
