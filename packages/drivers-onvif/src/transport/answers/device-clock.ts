import { AisleError } from "@aisle/sdk";
import { descend, type XmlElement } from "../soap/index.ts";
import { toUtc } from "./utc.ts";

/**
 * The time in a `GetSystemDateAndTimeResponse` (ONVIF Core section 8.3.2), ms since the epoch, in whole seconds.
 * Only `UTCDateTime` counts: a local time without its zone would be a guess. Raises `onvif-clock-unreadable`.
 */
export function readDeviceClock(response: XmlElement): number {
  const utc = descend(response, "SystemDateAndTime", "UTCDateTime");
  const number = (part: string, name: string): number => {
    const text = descend(utc, part, name)?.text ?? "";
    return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  };
  const at = toUtc({
    year: number("Date", "Year"),
    month: number("Date", "Month"),
    day: number("Date", "Day"),
    hour: number("Time", "Hour"),
    minute: number("Time", "Minute"),
    second: number("Time", "Second"),
  });
  if (at !== undefined) return at;
  throw new AisleError("onvif-clock-unreadable", "The camera does not say what time it has in UTC.", {
    category: "input",
    retryable: true,
    remedy: "Set the camera's clock, best by NTP.",
  });
}
