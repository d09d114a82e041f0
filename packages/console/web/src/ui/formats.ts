/** Figures in words. Times are ms since the epoch, shown in `zone` (the browser's own unless told). */

const clockFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(key: string, zone: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${key}|${zone ?? ""}`;
  let format = clockFormats.get(name);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", { ...options, ...(zone !== undefined && { timeZone: zone }) });
    clockFormats.set(name, format);
  }
  return format;
}

/** `17:40:24` */
export function timeOfDay(t: number, zone?: string): string {
  return dateFormat("time", zone, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(
    t,
  );
}

/** `17:40:24.3` */
export function timeOfDayTenths(t: number, zone?: string): string {
  const whole = Math.floor(t / 100) * 100;
  return `${timeOfDay(whole, zone)}.${Math.floor((((whole % 1_000) + 1_000) % 1_000) / 100)}`;
}

/** `17:40` */
export function timeOfDayShort(t: number, zone?: string): string {
  return dateFormat("short", zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(t);
}

/** `22 Nov 2026` */
export function day(t: number, zone?: string): string {
  return dateFormat("day", zone, { day: "numeric", month: "short", year: "numeric" }).format(t);
}

/** `UTC`, `CET`, `GMT+9`: the zone that times are shown in, at that time. */
export function zoneName(t: number, zone?: string): string {
  const parts = dateFormat("zone", zone, { hour: "2-digit", timeZoneName: "short" }).formatToParts(t);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
}

/** `4 s`, `1 min 5 s`, `2 h 3 min`: how long, from ms. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

const moneyFormats = new Map<string, Intl.NumberFormat>();

/** `€3.49` from 349 minor units. A currency that nobody knows is written out: `3.49 XYZ`. */
export function money(minor: number, currency: string): string {
  let format = moneyFormats.get(currency);
  if (format === undefined) {
    try {
      format = new Intl.NumberFormat("en-GB", { style: "currency", currency });
    } catch {
      return `${(minor / 100).toFixed(2)} ${currency}`;
    }
    moneyFormats.set(currency, format);
  }
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}

/** `97 %` from 0.97; what is nearly sure is never rounded up to certain. */
export function percent(share: number): string {
  if (share > 0.99 && share < 1) return "> 99 %";
  return `${Math.round(share * 100)} %`;
}
