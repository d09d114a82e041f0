import type { Hub } from "../hub/hub.ts";
import type { Clock } from "../time/clock.ts";
import { systemClock } from "../time/system-clock.ts";
import { DeviceCounters, type DeviceHealth } from "./device-health.ts";

/** How a store's devices do at one moment. Plain data: it can be written as JSON. */
export interface HealthSnapshot {
  /** When it was taken, and since when it is counted, ms since the epoch. */
  readonly at: number;
  readonly countedSince: number;
  /** No device has an alarm. Devices out of service do not count. */
  readonly healthy: boolean;
  /** How many devices there are of each sort; `waiting` are those that connect for the first time or are idle. */
  readonly counts: Readonly<Record<"working" | "alarm" | "outOfService" | "waiting", number>>;
  /** How often a subscriber of the hub threw. */
  readonly subscriberErrors: number;
  /** In the order in which the hub got them. */
  readonly devices: readonly DeviceHealth[];
}

/** The health of a hub. */
export interface Health extends Disposable {
  snapshot(): HealthSnapshot;
  /** Counts no more; safe to call twice. */
  close(): void;
}

/**
 * Counts what the devices of `hub` do from now on: state and reason, readings, drops, rate, latency, losses and
 * reconnects, commands by outcome, uptime. It costs a few nanoseconds a reading, and its size does not grow.
 * `clock` is the hub's; the host's unless told. A device that is removed is forgotten, and at its close the whole hub is.
 */
export function createHealth(hub: Pick<Hub, "observe">, options: { readonly clock?: Clock } = {}): Health {
  const { clock = systemClock } = options;
  const countedSince = clock.now();
  const devices = new Map<string, DeviceCounters>();
  let subscriberErrors = 0;
  const stop = hub.observe({
    device(id, kind) {
      const counters = new DeviceCounters(id, kind, clock, (closed) => {
        // Another of the same id may have taken its place.
        if (devices.get(id) === closed) devices.delete(id);
      });
      devices.set(id, counters);
      return counters;
    },
    subscriberFailed() {
      subscriberErrors += 1;
    },
  });
  return {
    snapshot() {
      const all = [...devices.values()].map((counters) => counters.health());
      const counts = { working: 0, alarm: 0, outOfService: 0, waiting: 0 };
      for (const device of all) counts[sortOf(device)] += 1;
      return { at: clock.now(), countedSince, healthy: counts.alarm === 0, counts, subscriberErrors, devices: all };
    },
    close: stop,
    [Symbol.dispose]: stop,
  };
}

function sortOf({ alarm, outOfService, state }: DeviceHealth): keyof HealthSnapshot["counts"] {
  if (alarm) return "alarm";
  if (outOfService) return "outOfService";
  return state === "online" ? "working" : "waiting";
}
