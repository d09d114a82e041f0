import type { DeviceState } from "@aisle/sdk";
import type { DeviceRow } from "./device-rows.ts";

/** What a section of the list is called. */
export function sectionTitle(section: string): string {
  return titles[section] ?? section;
}

const titles: Readonly<Record<string, string>> = {
  alarm: "Needs a look",
  turnstile: "Turnstiles",
  camera: "Cameras",
  "weight-shelf": "Weight shelves",
  "barcode-scanner": "Barcode scanners",
  unknown: "Without a driver",
};

const states: Record<DeviceState, string> = {
  idle: "idle",
  connecting: "connecting",
  online: "online",
  degraded: "degraded",
  offline: "offline",
  blocked: "blocked",
  closing: "closing",
  closed: "closed",
};

/** The state of a device in a word or two, and how bad it is. */
export function tellState(row: DeviceRow): { readonly text: string; readonly level: "good" | "warn" | "bad" | "" } {
  if (row.outOfService) return { text: "out of service", level: "" };
  const text = row.unwatched ? `${states[row.state]}, unwatched` : states[row.state];
  if (row.state === "offline" || row.state === "blocked") return { text, level: "bad" };
  if (row.state === "degraded" || row.alarm) return { text, level: "warn" };
  return { text, level: row.state === "online" ? "good" : "" };
}

/** Readings a second: `50`, `9.7`, `0.02`. */
export function tellRate(rate: number): string {
  if (rate === 0) return "0";
  if (rate >= 20) return rate.toFixed(0);
  return rate >= 1 ? rate.toFixed(1) : rate.toFixed(2);
}

/** A share of time: never 100 % for what has failed at all. */
export function tellUptime(share: number): string {
  const floored = Math.floor(share * 10_000) / 100;
  return `${share >= 1 ? "100" : floored.toFixed(2)} %`;
}
