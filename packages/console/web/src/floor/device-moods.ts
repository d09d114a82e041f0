import type { StoreState } from "../../../src/wire/index.ts";
import type { DeviceMood } from "./draw/picture.ts";

/** Devices that are not well, or out of service; all others are left out. */
export function deviceMoods(devices: StoreState["devices"]): ReadonlyMap<string, DeviceMood> {
  const moods = new Map<string, DeviceMood>();
  for (const { device, status } of devices) {
    if (status.state === "offline" || status.state === "blocked") moods.set(device, "bad");
    else if (status.state === "degraded") moods.set(device, "warn");
    else if (status.state === "idle" && "reason" in status) moods.set(device, "out");
  }
  return moods;
}

export function sameMoods(a: ReadonlyMap<string, DeviceMood>, b: ReadonlyMap<string, DeviceMood>): boolean {
  if (a.size !== b.size) return false;
  for (const [device, mood] of a) if (b.get(device) !== mood) return false;
  return true;
}
