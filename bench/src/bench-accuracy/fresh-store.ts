import {
  createSimulation,
  type SceneReading,
  type SimulationSettingsInput,
  type TruthInteraction,
  type TruthReceipt,
} from "@aisle/drivers-mock";
import { createEngine, type EngineInput, type Receipt } from "@aisle/fusion";
import type { Reading } from "@aisle/sdk";
import { judge } from "./score.ts";
import { add, emptyTally, type Tally } from "./tally.ts";

const startsAt = Date.UTC(2030, 0, 7, 8);
/** Nobody stays longer after the last arrival than this. */
const longestStayMs = 300_000;
const quietAtTheEndMs = 2_000;
const tickEveryMs = 250;

/** Lets people come to a fresh store for `seconds`, tells the engine all its readings as they arrive, and judges it. */
export function tryFreshStore(settings: SimulationSettingsInput, seconds: number): Tally {
  const truths: TruthReceipt[] = [];
  const hands: TruthInteraction[] = [];
  const arrivalsUntil = startsAt + seconds * 1000;
  const simulation = createSimulation({
    ...settings,
    startsAt,
    arrivalsUntil,
    until: arrivalsUntil + longestStayMs,
    onReceipt: (receipt) => truths.push(receipt),
    onInteraction: (hand) => hands.push(hand),
  });
  const engine = createEngine(simulation.store);
  const issued: { readonly receipt: Receipt; readonly at: number }[] = [];
  const tally = emptyTally();
  const observe = (input: EngineInput): void => {
    for (const event of engine.observe(input))
      if (event.type === "receipt.issued") issued.push({ receipt: event.receipt, at: event.at });
  };
  const stamp = stamper();
  let nextTick = startsAt + tickEveryMs;
  let emptySince: number | undefined;
  const started = performance.now();
  for (const batch of simulation.readings()) {
    const before = performance.now();
    for (const reading of batch) {
      for (; nextTick <= reading.receivedAt; nextTick += tickEveryMs)
        observe({ kind: "clock", type: "tick", at: nextTick });
      observe(stamp(reading));
    }
    tally.engineSeconds += (performance.now() - before) / 1000;
    const { now } = simulation;
    emptySince = now >= arrivalsUntil && simulation.people().length === 0 ? (emptySince ?? now) : undefined;
    if (emptySince !== undefined && now >= emptySince + quietAtTheEndMs) break;
  }
  observe({ kind: "clock", type: "closing", at: simulation.now });
  tally.simulationSeconds = (performance.now() - started) / 1000 - tally.engineSeconds;
  tally.stores = 1;
  tally.storeSeconds = (simulation.now - startsAt) / 1000;
  add(
    tally,
    judge(
      truths,
      issued.map(({ receipt }) => receipt),
      hands,
    ),
  );
  for (const { receipt, at } of issued) {
    const truth = truths.find((one) => one.credential !== null && one.credential === receipt.credential);
    if (truth !== undefined) tally.receipts.push(at - truth.exitedAt);
  }
  return tally;
}

/** Stamps readings as a hub does whose devices never went away. */
function stamper(): (reading: SceneReading) => Reading {
  const sent = new Map<string, number>();
  return ({ device, kind, receivedAt, reading }) => {
    const seq = (sent.get(device) ?? 0) + 1;
    sent.set(device, seq);
    return { device, kind, run: 1, seq, receivedAt, ...reading, at: reading.at ?? receivedAt } as Reading;
  };
}
