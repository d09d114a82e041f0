import type { Reading } from "@aisle/sdk";

/** Whether a reading is one of a stream: there is one at most for each moment, so a second one is the same again. */
export function isStreamed(reading: Reading): boolean {
  return reading.kind === "camera" || reading.type === "weights";
}

/** When a reading is complete: the time of its last sample. */
export function eventTime(reading: Reading): number {
  if (reading.kind !== "weight-shelf" || reading.type !== "weights") return reading.at;
  return reading.at + (reading.data.samples - 1) * reading.data.dt;
}

/**
 * Orders two readings of one device and one moment by what they are, whichever was heard first; 0 where they are the
 * same reading.
 */
export function orderOf(a: Reading, b: Reading): number {
  if (a.type !== b.type) return a.type < b.type ? -1 : 1;
  if (isStreamed(a)) return 0;
  const said = JSON.stringify(a.data);
  const other = JSON.stringify(b.data);
  if (said === other) return 0;
  return said < other ? -1 : 1;
}
