const form = /^\s*(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,12}))?(Z|[+-]\d\d:\d\d)?\s*$/;

/**
 * Milliseconds since the epoch of an `xs:dateTime`; nothing where it is none. Without a zone it is UTC, as every time in
 * a metadata stream (ONVIF Streaming Specification, "RTP for Metadata stream"). Years 1970 to 9999.
 */
export function readUtcTime(text: string | undefined): number | undefined {
  const match = form.exec(text ?? "");
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // A leap second is the second after it. Date.UTC would take a 31st of June for a 1st of July.
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const fraction = Math.floor(Number(`0.${match[7] ?? "0"}`) * 1_000);
  return Date.UTC(year, month - 1, day, hour, minute, second, fraction) - zoneMs(match[8]);
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function zoneMs(zone: string | undefined): number {
  if (zone === undefined || zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}
