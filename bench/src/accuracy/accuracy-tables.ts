import { number, percent, tableLines } from "../report/index.ts";
import { f1, honestyOf, quantile } from "../scoring/index.ts";
import type { Measured } from "./measure.ts";
import { idf1, mota } from "./track-counts.ts";

type Rows = ReadonlyMap<string, Measured>;

/** Units and receipts, people on the floor, and how many times faster than the store it went. */
export function accuracyTable(rows: Rows): readonly string[] {
  const head = ["", "F1 %", "right/wrong/missed", "exact", "MOTA %", "IDF1 %", "× process", "× engine"];
  return tableLines(
    head,
    [...rows].map(([name, { score, tracks, storeSeconds, process, engine }]) => [
      name,
      percent(f1(score), 2),
      `${score.tp}/${score.fp}/${score.fn}`,
      `${score.exact}/${score.sessions}`,
      tracks === undefined ? "–" : percent(mota(tracks)),
      tracks === undefined ? "–" : percent(idf1(tracks)),
      number(storeSeconds / process),
      number(storeSeconds / engine),
    ]),
  );
}

/** How honest units are, and how soon they and receipts are told: seconds of event time, p50 / p95. */
export function honestyTable(rows: Rows): readonly string[] {
  const head = ["", "units", "review %", "unflagged wrong %", "calibration", "provisional s", "settled s", "receipt s"];
  const times = ({ p50, p95 }: { p50: number; p95: number }): string => `${number(p50, 2)} / ${number(p95, 2)}`;
  return tableLines(
    head,
    [...rows].map(([name, { score, delays }]) => {
      const { units, review, unflaggedWrong, calibration, provisional, settled } = honestyOf(score.units);
      return [
        name,
        String(units),
        percent(review),
        percent(unflaggedWrong, 2),
        percent(calibration),
        times(provisional),
        times(settled),
        times({ p50: quantile(delays, 0.5) / 1000, p95: quantile(delays, 0.95) / 1000 }),
      ];
    }),
  );
}
