import { type ChildProcess, fork } from "node:child_process";
import { seededRandom, systemClock } from "@aisle/sdk";
import type { EmulatorMessage, EmulatorPlan } from "./emulator-messages.ts";
import { createSoakLedger } from "./ledger.ts";
import { watchPresence } from "./presence.ts";
import { admitWhoeverScans, openSoakHub, resumeWhatIsBlocked } from "./soak-host.ts";
import type { SoakResult } from "./soak-result.ts";
import { usedHeap } from "./virtual-soak.ts";

/** How long the store lives and with how many faults. */
export interface RealSoak {
  readonly minutes: number;
  readonly faults: number;
  readonly seed: number;
}

const longestFaultMs = 30_000;
/** Before the first fault, after the last has ended, and after the store stands still (ms). */
const [beforeMs, afterMs, drainMs] = [5_000, 25_000, 4_000];
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The emulators in a process of their own over loopback TCP, the real drivers and the hub in this one. */
export async function soakOverLoopback({ minutes, faults, seed }: RealSoak): Promise<SoakResult> {
  const span = Math.max(1_000, minutes * 60_000 - beforeMs - afterMs - longestFaultMs);
  const plan: EmulatorPlan = { seed, faults, span };
  const child = fork(new URL("./emulators.ts", import.meta.url), [JSON.stringify(plan)], { serialization: "advanced" });
  try {
    return await soak(child, span);
  } finally {
    child.kill();
  }
}

async function soak(child: ChildProcess, span: number): Promise<SoakResult> {
  const { model, settings } = await next(child, "ready");
  const hub = await openSoakHub(settings, {}, systemClock, seededRandom(2));
  const ledger = createSoakLedger(watchPresence(hub));
  let readings = 0;
  child.on("message", (message: EmulatorMessage) => {
    if (message.type === "said") for (const said of message.said) ledger.say(said);
  });
  hub.readings$.subscribe((reading) => {
    readings += 1;
    ledger.hear(reading);
  });
  resumeWhatIsBlocked(hub, systemClock);
  const admissions = admitWhoeverScans(hub, model);
  const began = performance.now();
  const cpu = process.cpuUsage();
  const heap = [usedHeap()];
  child.send("begin");
  await sleep((beforeMs + span) / 2);
  heap.push(usedHeap());
  await sleep((beforeMs + span) / 2 + longestFaultMs + afterMs);
  heap.push(usedHeap());
  child.send("stand still");
  await sleep(drainMs);
  const health = hub.health().devices;
  const ending = next(child, "end");
  child.send("end");
  const end = await ending;
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - began) / 1_000;
  const verdicts = ledger.end(Date.now(), end.wires);
  await hub.close();
  return {
    seconds,
    realSeconds: seconds,
    cpuSeconds: (user + system) / 1_000_000,
    faults: end.faults,
    readings,
    dropped: health.reduce((sum, device) => sum + device.dropped, 0),
    admissions,
    verdicts,
    heap,
    losses: Object.fromEntries(health.map(({ device, losses }) => [device, losses])),
  };
}

function next<T extends EmulatorMessage["type"]>(
  child: ChildProcess,
  type: T,
): Promise<Extract<EmulatorMessage, { readonly type: T }>> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: EmulatorMessage): void => {
      if (message.type !== type) return;
      child.off("message", onMessage);
      resolve(message as Extract<EmulatorMessage, { readonly type: T }>);
    };
    child.on("message", onMessage);
    child.once("exit", (code) => {
      reject(new Error(`the emulators ended with ${code}`));
    });
  });
}
