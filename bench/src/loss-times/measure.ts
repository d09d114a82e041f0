import { createMemoryNetwork, type OnvifCamera } from "@aisle/drivers-mock/emulators";
import { AisleError, type Hub, openHub, seededRandom } from "@aisle/sdk";
import { SettledClock } from "../wire-soak/settled-clock.ts";
import { realDrivers } from "../wire-soak/soak-host.ts";
import { whileTimeGoesOn } from "../wire-soak/virtual-time.ts";
import { cameraRig } from "./camera-rigs.ts";
import { lineRigs } from "./line-rigs.ts";
import { gateBus, shelfBus, shelfOfTwoUnits } from "./modbus-rigs.ts";
import type { Bench, Loss, Rig } from "./rig.ts";

/** How soon devices of one kind were seen to be lost in one way. */
export interface LossTimes {
  readonly rig: string;
  readonly loss: Loss;
  /** Milliseconds from the fault to the status, one for each loss and device; infinite where it was never seen. */
  readonly took: readonly number[];
  /** Devices beside it that were lost although nothing was wrong with them. */
  readonly others: number;
  /** Times in which the status said before that nobody can tell whether the device is there. */
  readonly unwatched: number;
}

const startsAt = Date.UTC(2026, 0, 5, 8);
/** A loss comes at a chance moment of this long after all is well (ms), and is waited for so long. */
const [settledMs, phaseMs, patienceMs] = [1_500, 3_000, 8_000];
const supervision = { retryFirst: 100, retryCap: 500, flappingLosses: 1_000 } as const;

/** Loses devices of every kind in every way, `times` times at least where it can be noticed, in virtual time. */
export async function measureLosses(times: number, seed: number): Promise<readonly LossTimes[]> {
  const clock = new SettledClock(startsAt);
  const random = seededRandom(seed);
  const network = createMemoryNetwork(clock);
  const bench: Bench = { clock, random, network };
  const cameras = new Map<number, OnvifCamera>();
  const rigs: readonly Rig[] = [
    shelfBus(bench, "tcp-fast", "tcp", 25),
    shelfBus(bench, "tcp-slow", "tcp", 2),
    shelfBus(bench, "rtu", "rtu-over-tcp", 10),
    shelfOfTwoUnits(bench, "pair"),
    gateBus(bench, "gates"),
    ...lineRigs(bench),
    cameraRig(bench, "cam-10", { fps: 10 }, cameras),
    cameraRig(bench, "cam-2", { fps: 2 }, cameras),
    cameraRig(bench, "cam-any", { metadata: true }, cameras),
    cameraRig(bench, "cam-events", { metadata: false }, cameras),
  ];
  const http: OnvifCamera["http"] = (request) => {
    const camera = cameras.get(Number(new URL(request.url).port));
    return (
      camera?.http(request) ??
      Promise.reject(new AisleError("unreachable", "Nobody is there.", { category: "transport" }))
    );
  };
  const hub = await openHub({
    ...realDrivers({ tcp: network.tcp, http, mind: (provider) => clock.mind(provider) }, random),
    buses: rigs.flatMap((rig) => rig.buses),
    devices: rigs.flatMap((rig) => rig.devices),
    clock,
    random,
    supervision,
  });
  const watched = rigs.flatMap(({ losses }) => losses.filter(({ bar }) => bar !== undefined));
  const rounds = Math.ceil(times / watched.length);
  const measuring = Promise.all(rigs.map((rig) => measureRig(rig, rounds, hub, bench)));
  const results = await whileTimeGoesOn(clock, measuring);
  await whileTimeGoesOn(clock, hub.close());
  return results.flat();
}

async function measureRig(rig: Rig, rounds: number, hub: Hub, bench: Bench): Promise<readonly LossTimes[]> {
  const results: LossTimes[] = [];
  for (const loss of rig.losses) {
    const took: number[] = [];
    let [others, unwatched] = [0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const all = rig.devices.map(({ id }) => id);
      const lost = loss.devices ?? all;
      await allWell(hub, bench, all);
      await sleep(bench, settledMs + bench.random() * phaseMs);
      if (lost.every((id) => isUnwatched(hub, id))) unwatched += 1;
      const once = await lossOnce(loss, lost, all, hub, bench);
      // One number a loss: the slowest device of those that were lost together.
      took.push(Math.max(...once.took));
      others += once.others;
    }
    results.push({ rig: rig.name, loss, took, others, unwatched });
  }
  return results;
}

function isUnwatched(hub: Hub, device: string): boolean {
  const status = hub.devices.get(device)?.status;
  return status !== undefined && "unwatched" in status;
}

async function lossOnce(
  loss: Loss,
  lost: readonly string[],
  all: readonly string[],
  hub: Hub,
  { clock, random }: Bench,
): Promise<{ readonly took: readonly number[]; readonly others: number }> {
  const took = new Map<string, number>();
  const others = new Set<string>();
  const began = clock.now();
  const shows = loss.shows ?? "offline";
  const patience = loss.bar === undefined ? patienceMs / 2 : patienceMs;
  return new Promise((resolve) => {
    const finish = (): void => {
      cancel();
      watching.unsubscribe();
      // What was closed is open for new connections already.
      clock.schedule(random() * 500, () => {
        loss.mend();
        resolve({ took: lost.map((id) => took.get(id) ?? Number.POSITIVE_INFINITY), others: others.size });
      });
    };
    const watching = hub.statuses$.subscribe(({ device, status }) => {
      if (!all.includes(device)) return;
      if (!lost.includes(device)) {
        if (status.state === "offline") others.add(device);
      } else if (status.state === shows && !took.has(device)) {
        took.set(device, clock.now() - began);
        if (took.size === lost.length) finish();
      }
    });
    const cancel = clock.schedule(patience, finish);
    loss.lose();
  });
}

async function allWell(hub: Hub, bench: Bench, devices: readonly string[]): Promise<void> {
  const until = bench.clock.now() + 60_000;
  while (devices.some((id) => hub.devices.get(id)?.status.state !== "online")) {
    if (bench.clock.now() > until) {
      const status = devices.map((id) => `${id} ${JSON.stringify(hub.devices.get(id)?.status)}`);
      throw new Error(`devices do not come back: ${status.join("; ")}`);
    }
    await sleep(bench, 50);
  }
}

function sleep({ clock }: Bench, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.schedule(ms, resolve);
  });
}
