import type { Installation } from "@aisle/sdk/store";
import { day } from "../ui/formats.ts";
import { plateWords } from "./plates/plate-words.ts";

/** What the settings say of a camera's calibration: `calibrated on 2 Mar 2026, 1.2 cm`; `undefined` where nothing. */
export function calibrationRecord(found: Installation | undefined, camera: string, zone?: string): string | undefined {
  const record = found?.cameras.find((each) => each.camera === camera);
  if (record === undefined) return undefined;
  return `calibrated on ${day(Date.parse(record.at), zone)}, ${(record.medianError * 100).toFixed(1)} cm`;
}

/** What they say of a gate: when it was tested, and which steps failed. */
export function gateRecord(found: Installation | undefined, gate: string, zone?: string): string | undefined {
  const record = found?.gates.find((each) => each.gate === gate);
  if (record === undefined) return undefined;
  const failed = record.steps.filter(({ passed }) => !passed).map(({ step }) => step);
  const how = failed.length === 0 ? "every step passed" : `failed: ${failed.join(", ")}`;
  return `tested on ${day(Date.parse(record.at), zone)}, ${how}`;
}

/** A check of plates as it was written down. */
export interface PlatesRecord {
  /** `checked on 2 Mar 2026: 40 good, 2 dead, 1 crossed`; the newest day. */
  readonly summary: string;
  /** Those that were not good. */
  readonly bad: Installation["plates"];
}

/** What they say of these plates; `undefined` where none was ever checked. */
export function platesRecord(
  found: Installation | undefined,
  plates: readonly string[],
  zone?: string,
): PlatesRecord | undefined {
  const known = new Set(plates);
  const checked = found?.plates.filter(({ plate }) => known.has(plate)) ?? [];
  if (checked.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const { state } of checked) counts.set(plateWords[state], (counts.get(plateWords[state]) ?? 0) + 1);
  const good = counts.get(plateWords.ok) ?? 0;
  counts.delete(plateWords.ok);
  const parts = [`${good} ${plateWords.ok}`, ...[...counts].map(([word, count]) => `${count} ${word}`)];
  const never = known.size - checked.length;
  if (never > 0) parts.push(`${never} never checked`);
  const newest = Math.max(...checked.map(({ at }) => Date.parse(at)));
  return {
    summary: `checked on ${day(newest, zone)}: ${parts.join(", ")}`,
    bad: checked.filter(({ state }) => state !== "ok"),
  };
}
