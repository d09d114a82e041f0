import type { Admissions } from "./soak-host.ts";
import type { Verdict } from "./verdict.ts";

/** What came of a soak. */
export interface SoakResult {
  /** Seconds of the store's time, of real time, and of this process's processors. */
  readonly seconds: number;
  readonly realSeconds: number;
  readonly cpuSeconds: number;
  /** By fault. */
  readonly faults: Readonly<Record<string, number>>;
  readonly readings: number;
  /** Readings that the hub stamped and dropped. */
  readonly dropped: number;
  readonly admissions: Admissions;
  readonly verdicts: readonly Verdict[];
  /** MB, now and then. */
  readonly heap: readonly number[];
  /** How often each device was lost while it worked. */
  readonly losses: Readonly<Record<string, number>>;
}

/** Whether nothing was invented, mixed up, told twice or lost without a reason, with enough faults. */
export function held({ verdicts, faults, dropped }: SoakResult, leastFaults: number): boolean {
  const bad = verdicts.some(
    ({ invented, repeated, mixedUp, unaccounted }) => invented + repeated + mixedUp + unaccounted > 0,
  );
  return !bad && dropped === 0 && sum(faults) >= leastFaults;
}

/** Lines of a report. */
export function reportSoak(result: SoakResult): readonly string[] {
  const { seconds, realSeconds, cpuSeconds, faults, readings, dropped, admissions, verdicts, heap, losses } = result;
  const { asked, done, refused, unknown } = admissions;
  const rows = verdicts.map((verdict) => {
    const { device, what, said, delivered, invented, repeated, mixedUp, unaccounted } = verdict;
    const why = Object.entries(verdict.losses).flatMap(([loss, count]) => (count > 0 ? [`${count} ${loss}`] : []));
    return [device, what, said, delivered, invented, repeated, mixedUp, unaccounted, why.join(", ")].map(String);
  });
  const head = [
    "device",
    "what",
    "said",
    "delivered",
    "invented",
    "repeated",
    "mixed up",
    "unaccounted",
    "lost, and why",
  ];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, column) => (column < 2 || column === 8 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join("  ")}`.trimEnd();
  const byName = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, count]) => `${name} ${count}`)
      .join(", ");
  return [
    `${(seconds / 3_600).toFixed(2)} h of the store in ${realSeconds.toFixed(0)} s (${(seconds / realSeconds).toFixed(1)} × real time, ${cpuSeconds.toFixed(0)} s of CPU)`,
    `${sum(faults)} faults: ${byName(faults)}`,
    `devices lost while they worked: ${byName(losses)}`,
    `${readings} readings delivered, ${dropped} dropped by the hub; admissions: ${asked} asked, ${done} done, ${refused} refused, ${unknown} unknown`,
    `heap after collections: ${heap[0]?.toFixed(0)} MB at first, ${heap[heap.length >> 1]?.toFixed(0)} MB half-way, ${heap.at(-1)?.toFixed(0)} MB at the end`,
    line(head),
    ...rows.map(line),
    ...verdicts.flatMap(({ examples }) => examples.map((example) => `    ${example}`)),
  ];
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}
