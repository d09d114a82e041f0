const duration =
  /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?$/;
const partsMs = [31_536_000_000, 2_592_000_000, 86_400_000, 3_600_000, 60_000, 1000] as const;
const latest = 253_402_300_799_999;

/** Milliseconds of an `xs:duration` that is not negative; a year is 365 days, a month 30. */
export function parseDuration(text: string): number | undefined {
  const match = duration.exec(text);
  if (match === null || /[PT]$/.test(text)) return undefined;
  return partsMs.reduce((sum, ms, index) => sum + ms * Number(match[index + 1] ?? 0), 0);
}

/** Milliseconds since the epoch of an `xs:dateTime`; one without a zone is UTC. */
export function parseDateTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?$/.test(text)) return undefined;
  const time = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** An `xs:dateTime` of milliseconds since the epoch, kept within the years 1970 to 9999. */
export function dateTime(ms: number): string {
  return new Date(Math.min(latest, Math.max(0, ms))).toISOString();
}
