import type { Bar } from "../report/index.ts";
import { f1, honestyOf, quantile } from "../scoring/index.ts";
import type { Measured } from "./measure.ts";
import { idf1, mota } from "./track-counts.ts";

/** What each family's tracks are promised to reach, in percent. */
const tracking: Readonly<Record<string, { readonly mota?: number; readonly idf1: number }>> = {
  "shop-cams": { mota: 95, idf1: 96 },
  "rush-cams": { mota: 95, idf1: 96 },
  "market-1": { mota: 97, idf1: 97 },
  "market-2": { mota: 97, idf1: 97 },
  "market-faults": { mota: 96, idf1: 96 },
  wildtrack: { idf1: 90 },
};

/** The promises for what was measured of scenes and families; `all` is everything together. */
export function accuracyBars(
  scenes: ReadonlyMap<string, Measured>,
  families: ReadonlyMap<string, Measured>,
): readonly Bar[] {
  const bars: Bar[] = [];
  for (const [name, { score }] of families) {
    const least = name === "all" ? 98 : name.startsWith("rush") ? 93 : 95;
    if (score.tp + score.fn > 0)
      bars.push({ what: `F1 of ${name}`, value: 100 * f1(score), unit: "%", atLeast: least });
  }
  for (const [name, { tracks }] of [...families, ...scenes]) {
    const least = tracking[name];
    if (tracks === undefined || least === undefined) continue;
    if (least.mota !== undefined)
      bars.push({ what: `MOTA of ${name}`, value: 100 * mota(tracks), unit: "%", atLeast: least.mota });
    bars.push({ what: `IDF1 of ${name}`, value: 100 * idf1(tracks), unit: "%", atLeast: least.idf1 });
  }
  const all = families.get("all");
  if (all === undefined) return bars;
  const { review, unflaggedWrong, calibration, provisional, settled } = honestyOf(all.score.units);
  return [
    ...bars,
    { what: "exact receipts", value: (100 * all.score.exact) / all.score.sessions, unit: "%", atLeast: 90 },
    { what: "units that ask for a look", value: 100 * review, unit: "%", atMost: 3 },
    { what: "wrong units that do not", value: 100 * unflaggedWrong, unit: "%", atMost: 0.3 },
    { what: "calibration error", value: 100 * calibration, unit: "points", atMost: 2 },
    { what: "provisional line, p50", value: provisional.p50, unit: "s", atMost: 0.3 },
    { what: "settled line, p50", value: settled.p50, unit: "s", atMost: 0.6 },
    { what: "settled line, p95", value: settled.p95, unit: "s", atMost: 1.2 },
    { what: "receipt after the exit, p95", value: quantile(all.delays, 0.95) / 1000, unit: "s", atMost: 5 },
    ...speedBars(scenes),
  ];
}

function speedBars(scenes: ReadonlyMap<string, Measured>): readonly Bar[] {
  return [...scenes].flatMap(([name, { storeSeconds, engine, process }]) => {
    const isNanostore = /^(reenact|shop-poses|rush-poses|real)/.test(name);
    if (name !== "market-2" && !isNanostore) return [];
    const alone = { what: `${name}, engine alone`, value: storeSeconds / engine, unit: "× real time", atLeast: 500 };
    const whole = { what: `${name}, from the file`, value: storeSeconds / process, unit: "× real time", atLeast: 150 };
    return [alone, whole];
  });
}
