/** `20260105T090000123Z-0001.mcap`: the moment it was begun, in UTC, and its number in the recording. They sort by time. */
const pattern = /^\d{8}T\d{9}Z-\d{4,}\.mcap$/;

/** The name of the file that is begun at `at` (ms since the epoch); `number` counts from 1. */
export function fileName(at: number, number: number): string {
  const moment = new Date(at).toISOString().replaceAll(/[-:.]/g, "");
  return `${moment}-${String(number).padStart(4, "0")}.mcap`;
}

/** Whether it is a name that a recorder gives, and so a file that it may delete. */
export function isRecorderFile(name: string): boolean {
  return pattern.test(name);
}

/** Whether it may be a part of a recording. */
export function isMcapFile(name: string): boolean {
  return name.endsWith(".mcap");
}
