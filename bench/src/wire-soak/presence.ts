import type { DeviceState, Hub } from "@aisle/sdk";

/** Changes older than this are forgotten (ms): everything is judged long before. */
const rememberedMs = 120_000;
const works = (state: DeviceState): boolean => state === "online" || state === "degraded";

/** Knows when each device was connected, as its status said. */
export interface Presence {
  /** Whether the device worked all the time from one moment to the other, ms since the epoch. */
  worked(device: string, from: number, to: number): boolean;
}

/** Follows the statuses of a hub from now on. */
export function watchPresence(hub: Hub): Presence {
  const changes = new Map<string, { readonly at: number; readonly works: boolean }[]>();
  const note = (device: string, at: number, state: DeviceState): void => {
    const own = changes.get(device) ?? [];
    changes.set(device, own);
    own.push({ at, works: works(state) });
    while (own.length > 1 && (own[1]?.at ?? 0) < at - rememberedMs) own.shift();
  };
  for (const [id, { status }] of hub.devices) note(id, status.since, status.state);
  hub.statuses$.subscribe(({ device, status }) => {
    note(device, status.since, status.state);
  });
  return {
    worked(device, from, to) {
      const own = changes.get(device) ?? [];
      return own.every((change, index) => {
        const next = own[index + 1]?.at ?? Number.POSITIVE_INFINITY;
        return change.works || next <= from || change.at > to;
      });
    },
  };
}
