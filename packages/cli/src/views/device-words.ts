import type { DeviceState, DeviceStatus } from "@aisle/sdk";
import { plain, timeOfDay } from "./words.ts";

const stateOrder: readonly DeviceState[] = [
  "online",
  "degraded",
  "connecting",
  "offline",
  "blocked",
  "idle",
  "closing",
  "closed",
];

/** A device that needs somebody's eye. */
export function isTrouble(status: DeviceStatus): boolean {
  return status.state === "offline" || status.state === "blocked" || status.state === "degraded";
}

/** `12 online, 1 offline`. */
export function deviceCounts(devices: ReadonlyMap<string, DeviceStatus>): string {
  const counts = new Map<DeviceState, number>();
  for (const status of devices.values()) counts.set(status.state, (counts.get(status.state) ?? 0) + 1);
  const parts = stateOrder.flatMap((state) => {
    const count = counts.get(state);
    return count === undefined ? [] : [`${count} ${state}`];
  });
  return parts.length === 0 ? "none" : parts.join(", ");
}

/** `cam-2 offline since 12:00:50: silent, nothing for 3 s; try 4 at 12:01:02`, with what mends it where that is known. */
export function deviceWords(device: string, status: DeviceStatus): string {
  const watched = "unwatched" in status ? " (unwatched: nobody can tell whether it still is)" : "";
  const words = `${plain(device)} ${status.state} since ${timeOfDay(status.since)}${watched}`;
  if (!("reason" in status)) return words;
  const { code, message, remedy } = status.reason;
  const retry = status.state === "offline" ? `; try ${status.attempt + 1} at ${timeOfDay(status.nextRetryAt)}` : "";
  const mend = remedy === undefined ? "" : ` (${plain(remedy)})`;
  return `${words}: ${code}, ${plain(message)}${mend}${retry}`;
}
