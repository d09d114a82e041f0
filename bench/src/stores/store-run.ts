import { createPlayback, type ReadingSource, type SceneTruth } from "@aisle/drivers-mock";
import type { EngineInput } from "@aisle/fusion";
import { openHub, silentLogger, VirtualClock } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";

/** What an engine of one store hears, from the first reading to the closing. */
export interface StoreRun {
  readonly name: string;
  readonly family: string;
  readonly model: StoreModel;
  /** How long it lasts, by the store's clock. */
  readonly storeMs: number;
  readonly inputs: readonly EngineInput[];
  /** What really happened; absent where nobody knows. */
  readonly truth?: SceneTruth;
}

/** Time between ticks, as `fuse` has them. */
const tickMs = 250;

/** Plays a source through a hub in virtual time, and keeps what fusion would have heard. */
export async function inputsOf(source: ReadingSource): Promise<Pick<StoreRun, "inputs" | "storeMs">> {
  const clock = new VirtualClock(source.startsAt);
  const playback = createPlayback({ source, clock });
  const inputs: EngineInput[] = [];
  await using hub = await openHub({ ...playback, clock, log: silentLogger });
  hub.readings$.subscribe((reading) => inputs.push(reading));
  hub.statuses$.subscribe(({ device, status }) => {
    inputs.push({ kind: "device", type: "status", device, at: status.since, status });
  });
  clock.schedule(tickMs, function tick() {
    inputs.push({ kind: "clock", type: "tick", at: clock.now() });
    clock.schedule(tickMs, tick);
  });
  await playback.run({ pace: "max" });
  inputs.push({ kind: "clock", type: "closing", at: clock.now() });
  return { inputs, storeMs: clock.now() - source.startsAt };
}
