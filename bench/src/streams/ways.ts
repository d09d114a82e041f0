import { createEngine, fuse } from "@aisle/fusion";
import { type DriverReading, defineDriver, type Hub, openHub, type ReadingOf } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { filter, map, Subject } from "rxjs";
import { drawsOf } from "../report/index.ts";

const plates = 30;
const dt = 20;

/** A store of one shelf of 30 plates that nobody touches: what is left is the cost of the way itself. */
const model = {
  ...{ name: "one shelf", currency: "EUR", floor: [], zones: [], gates: [], cameras: [], ceilings: [] },
  shelves: [
    {
      id: "g1",
      rateHz: 1000 / dt,
      plates: Array.from({ length: plates }, (_, k) => ({
        ...{ id: `g1/s1/p${k}`, center: [k / 4, 0, 1], size: [0.2, 0.3], facing: [0, 1] },
      })),
    },
  ],
  ...{ products: [], planogram: [] },
} as unknown as StoreModel;

/** Readings of one idle sample each, `dt` apart. */
function readingsFrom(at: number): () => ReadingOf<"weight-shelf", "weights"> {
  const { normal } = drawsOf(1);
  const grams = Array.from({ length: 64 }, () => Float32Array.from({ length: plates }, () => 1000 + normal()));
  let seq = 0;
  return () => {
    const own = at + seq++ * dt;
    const data = { grams: grams[seq % 64]!, samples: 1, plates, dt };
    return { device: "g1", kind: "weight-shelf", type: "weights", at: own, receivedAt: own, run: 1, seq, data };
  };
}

/** Takes one reading along. */
export type Way = () => void;

const startsAt = 1_780_000_000_000;

/** The ways that are compared, from the barest on; `close` lets go of the hub. */
export async function ways(): Promise<{
  readonly ways: Readonly<Record<string, Way>>;
  readonly heard: () => number;
  readonly close: () => Promise<void>;
}> {
  let heard = 0;
  const hears = (): void => {
    heard += 1;
  };
  const own = createEngine(model);
  const bare = readingsFrom(startsAt);

  const plain = new Subject<ReadingOf<"weight-shelf", "weights">>();
  plain
    .pipe(
      filter(({ data }) => data.plates > 0),
      map(({ data }) => data),
    )
    .subscribe(hears);
  const forRx = readingsFrom(startsAt);

  const subject = new Subject<ReadingOf<"weight-shelf", "weights">>();
  const statuses = new Subject<never>();
  const clock = { now: () => startsAt, schedule: () => () => undefined };
  const streamed = fuse({ readings$: subject, statuses$: statuses }, model, { clock });
  streamed.events$.subscribe(hears);
  const forStream = readingsFrom(startsAt);

  const { hub, source } = await supervisedShelf();
  const supervised = fuse(hub, model, { clock: { ...clock, now: Date.now } });
  supervised.events$.subscribe(hears);
  hub.readings$.subscribe(hears);
  const forHub = readingsFrom(Date.now());

  return {
    ways: {
      "a bare loop into the engine": () => {
        heard += own.observe(bare()).length;
      },
      "RxJS Subject, filter, map, subscriber": () => plain.next(forRx()),
      "fuse: Subject, engine, subscriber": () => subject.next(forStream()),
      "hub, fuse, subscribers": () => {
        const { type, data } = forHub();
        source.next({ type, data });
      },
    },
    heard: () => heard,
    close: async () => {
      streamed.stop();
      supervised.stop();
      await hub.close();
    },
  };
}

async function supervisedShelf(): Promise<{ hub: Hub; source: Subject<DriverReading<"weight-shelf">> }> {
  const source = new Subject<DriverReading<"weight-shelf">>();
  const shelf = defineDriver({
    id: "bench-shelf",
    kind: "weight-shelf",
    transport: "none",
    settings: { "~standard": { version: 1, vendor: "aisle", validate: (value: unknown) => ({ value }) } },
    liveness: { within: 60_000 },
    open: () => ({ readings: source }),
  });
  const hub = await openHub({ drivers: [shelf], devices: [{ id: "g1", driver: "bench-shelf" }] });
  await new Promise(setImmediate);
  return { hub, source };
}
