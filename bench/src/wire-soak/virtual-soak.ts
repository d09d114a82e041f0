import { createEmulatedStore, createMemoryNetwork, plugInMemory } from "@aisle/drivers-mock/emulators";
import { seededRandom } from "@aisle/sdk";
import { createSoakLedger } from "./ledger.ts";
import { type PlannedFault, planFaults } from "./plan-faults.ts";
import { watchPresence } from "./presence.ts";
import { recordSaid, type Said } from "./said.ts";
import { SettledClock } from "./settled-clock.ts";
import { admitWhoeverScans, openSoakHub, resumeWhatIsBlocked } from "./soak-host.ts";
import type { SoakResult } from "./soak-result.ts";
import { whileTimeGoesOn } from "./virtual-time.ts";

/** How long the store lives and with how many faults. */
export interface VirtualSoak {
  readonly hours: number;
  readonly faults: number;
  readonly seed: number;
  /** Hears how far it is, each virtual quarter of an hour. */
  readonly onProgress?: (virtualHours: number) => void;
}

const startsAt = Date.UTC(2026, 0, 5, 8);
const hourMs = 3_600_000;
/** Before the first fault, after the last one has ended, and after the store stands still (ms). */
const [beforeMs, afterMs, drainMs] = [10_000, 60_000, 3_000];
/** One fault lasts half a minute at most. */
const longestFaultMs = 30_000;

/** The demo store and the real drivers in this process, in virtual time. */
export async function soakInVirtualTime({ hours, faults, seed, onProgress }: VirtualSoak): Promise<SoakResult> {
  const clock = new SettledClock(startsAt);
  const random = seededRandom(seed);
  const early: Said[] = [];
  let hear = (said: Said): void => {
    early.push(said);
  };
  const made = createEmulatedStore({ simulation: { seed }, clock, random });
  const store = recordSaid(made, clock, (said) => {
    hear(said);
  });
  const network = createMemoryNetwork(clock);
  const plugged = plugInMemory(store, network);
  const { tcp } = network;
  const hub = await openSoakHub(
    plugged.settings,
    { tcp, http: plugged.http, mind: (provider) => clock.mind(provider) },
    clock,
    random,
  );
  const ledger = createSoakLedger(watchPresence(hub));
  hear = (said) => {
    ledger.say(said);
  };
  early.forEach(hear);
  let readings = 0;
  hub.readings$.subscribe((reading) => {
    readings += 1;
    ledger.hear(reading);
  });
  resumeWhatIsBlocked(hub, clock);
  const admissions = admitWhoeverScans(hub, store.model);
  const span = hours * hourMs;
  const planned = planFaults(store.wires, { count: faults, span: span - beforeMs - longestFaultMs, seed: seed + 1 });
  for (const { after, request } of planned) clock.schedule(beforeMs + after, () => store.setFault(request));

  const stop = new AbortController();
  const living = store.live(stop.signal);
  const began = performance.now();
  const cpu = process.cpuUsage();
  const heap: number[] = [];
  for (let at = 0; at < span + afterMs; ) {
    at = Math.min(at + hourMs / 4, span + afterMs);
    await clock.run(startsAt + at);
    heap.push(usedHeap());
    onProgress?.(at / hourMs);
  }
  stop.abort();
  await living;
  await clock.run(clock.now() + drainMs);
  const { user, system } = process.cpuUsage(cpu);
  const verdicts = ledger.end(clock.now(), store.wires.map(asWireEnd));
  const dropped = hub.health().devices.reduce((sum, device) => sum + device.dropped, 0);
  const result: SoakResult = {
    seconds: (clock.now() - startsAt) / 1_000,
    realSeconds: (performance.now() - began) / 1_000,
    cpuSeconds: (user + system) / 1_000_000,
    faults: countFaults(planned),
    readings,
    dropped,
    admissions,
    verdicts,
    heap,
    losses: Object.fromEntries(hub.health().devices.map(({ device, losses }) => [device, losses])),
  };
  await whileTimeGoesOn(clock, hub.close());
  plugged.unplug();
  return result;
}

/** Counts of the planned faults by their names. */
export function countFaults(planned: readonly PlannedFault[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { request } of planned) counts[request.fault] = (counts[request.fault] ?? 0) + 1;
  return counts;
}

/** A wire as the ledger wants it. */
export function asWireEnd({
  id,
  protocol,
  devices,
  counters,
}: {
  readonly id: string;
  readonly protocol: string;
  readonly devices: readonly string[];
  readonly counters: object;
}): Parameters<ReturnType<typeof createSoakLedger>["end"]>[1][number] {
  return { id, protocol, devices, counters: counters as never };
}

/** MB of heap after a collection, where the process lets it be asked for. */
export function usedHeap(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 1_000_000;
}
