import { emptyTally, figures, merge, type Tally } from "./tally.ts";

const percent = (share: number | undefined, digits = 1): string =>
  share === undefined ? "-" : (100 * share).toFixed(digits);
const seconds = (ms: number | undefined): string => (ms === undefined ? "-" : (ms / 1000).toFixed(2));

const columns = [
  "difficulty",
  "F1 %",
  "right/wrong/missed",
  "exact",
  "review %",
  "unflagged wrong %",
  "calibration pts",
  "provisional p50 s",
  "settled p50",
  "p95",
  "receipt p95",
] as const;

/** A table of the figures, a line for each name and one for all; then how often units were right that were so sure. */
export function report(tallies: ReadonlyMap<string, Tally>): string {
  const all = emptyTally();
  for (const tally of tallies.values()) merge(all, tally);
  const rows = [...tallies, ["all", all] as const].map(([name, tally]) => row(name, tally));
  const widths = columns.map((column, at) => Math.max(column.length, ...rows.map((cells) => cells[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("  ");
  const speed = `${all.stores} stores, ${(all.storeSeconds / 3600).toFixed(1)} store-hours; simulation ${all.simulationSeconds.toFixed(0)} s, engine ${all.engineSeconds.toFixed(0)} s (${(all.storeSeconds / Math.max(0.001, all.engineSeconds)).toFixed(0)} x real time)`;
  return [line(columns), ...rows.map(line), "", ...reliability(all), "", speed].join("\n");
}

function row(name: string, tally: Tally): string[] {
  const f = figures(tally);
  return [
    name,
    percent(f.f1, 2),
    `${tally.right}/${tally.wrong}/${tally.missed}`,
    `${tally.exact}/${tally.shoppers}`,
    percent(f.review),
    percent(f.unflaggedWrong, 2),
    percent(f.calibrationError),
    seconds(f.provisionalP50),
    seconds(f.settledP50),
    seconds(f.settledP95),
    seconds(f.receiptP95),
  ];
}

function reliability(tally: Tally): string[] {
  const lines = ["confidence    units  said %  right %"];
  tally.bins.forEach(({ units, confidence, right }, at) => {
    if (units === 0) return;
    const range = `${(at / 10).toFixed(1)} to ${((at + 1) / 10).toFixed(1)}`;
    lines.push(
      `${range.padEnd(11)} ${String(units).padStart(7)} ${percent(confidence / units).padStart(7)} ${percent(right / units).padStart(8)}`,
    );
  });
  return lines;
}
