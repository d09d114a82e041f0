import type { LossTimes } from "./measure.ts";

/**
 * Whether it was seen in time, every time. What nobody can notice has to be left alone, and its status has to say
 * `unwatched`; a device of which one way of being lost cannot be noticed says so whichever way it is lost.
 */
export function isGood({ loss, took, others, unwatched }: LossTimes): boolean {
  const { bar } = loss;
  if (others > 0) return false;
  if (bar !== undefined) return took.every((ms) => ms <= bar);
  return unwatched === took.length && took.every((ms) => ms === Number.POSITIVE_INFINITY);
}

/** Lines of a table. */
export function reportLosses(all: readonly LossTimes[]): readonly string[] {
  const rows = all.map((each) => {
    const { rig, loss, took, others } = each;
    const sorted = took.toSorted((a, b) => a - b);
    const seen = loss.bar !== undefined;
    const ms = (value: number | undefined): string => (seen ? (value ?? Number.NaN).toFixed(0) : "-");
    const verdict = isGood(each) ? (seen ? "" : "stays online, and says unwatched") : "OVER";
    const words = [verdict, others > 0 ? `${others} others lost` : ""].filter((word) => word !== "").join(", ");
    return [rig, loss.how, `${took.length}`, ms(sorted[sorted.length >> 1]), ms(sorted.at(-1)), ms(loss.bar), words];
  });
  const head = ["device", "how it is lost", "times", "p50 ms", "worst ms", "bar ms", ""];
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]!.length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at]!) : at === 6 ? cell : cell.padStart(widths[at]!)))
      .join("  ")
      .trimEnd();
  return [line(head), ...rows.map(line)];
}
