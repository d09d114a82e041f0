import type { DeviceStatusChange, Hub, HubOptions } from "../hub/hub.ts";
import { openHub } from "../hub/open-hub.ts";
import type { Reading } from "../readings/reading.ts";
import { VirtualClock } from "../time/virtual-clock.ts";

/** A hub in virtual time, and all that it has said. */
export interface TestHub extends AsyncDisposable {
  readonly hub: Hub;
  readonly clock: VirtualClock;
  readonly readings: readonly Reading[];
  readonly statuses: readonly DeviceStatusChange[];
}

/** Opens a hub in virtual time (from 0 unless told) and settles it, so that what can be online is. */
export async function testHub(
  options: Omit<HubOptions, "clock">,
  clock: VirtualClock = new VirtualClock(0),
): Promise<TestHub> {
  const readings: Reading[] = [];
  const statuses: DeviceStatusChange[] = [];
  const hub = await openHub({ ...options, clock });
  hub.readings$.subscribe((reading) => readings.push(reading));
  hub.statuses$.subscribe((change) => statuses.push(change));
  await clock.settle();
  return { hub, clock, readings, statuses, [Symbol.asyncDispose]: () => hub.close() };
}
