const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/;

/** Parts of a time, the month from 1. */
export interface TimeParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Milliseconds since the epoch, or nothing where there is no such time between 1970 and 2199. */
export function toUtc({ year, month, day, hour, minute, second }: TimeParts): number | undefined {
  const whole = [year, month, day, hour, minute, second].every((part) => Number.isInteger(part));
  if (!whole || year < 1970 || year > 2199 || hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined;
  // Up to 61 with leap seconds (onvif.xsd, tt:Time).
  if (second < 0 || second > 61 || month < 1 || month > 12) return undefined;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (day < 1 || midnight.getUTCDate() !== day) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** An `xs:dateTime` in ms since the epoch; one without a zone counts as UTC, which ONVIF prescribes. */
export function readUtc(text: string): number | undefined {
  const match = pattern.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const at = toUtc({ year, month, day, hour, minute, second });
  if (at === undefined) return undefined;
  return at + Math.floor(Number(`0${match[7] ?? ".0"}`) * 1000) - zoneMs(match[8] ?? "Z");
}

function zoneMs(zone: string): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}
