import fs from "node:fs";
import path from "node:path";
import { createPlayback, openScene } from "@aisle/drivers-mock";
import { createEngine, type EngineInput, type StoreEvent } from "@aisle/fusion";
import { openHub, type Random, type Reading, seededRandom, VirtualClock } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { beforeAll, describe, expect, it } from "vitest";

const scenes = path.resolve(import.meta.dirname, "../../../examples/scenes");

/** Everything fusion is told of a scene, in order: readings and a tick four times a second. */
async function inputsOf(name: string): Promise<{ model: StoreModel; inputs: EngineInput[] }> {
  const scene = await openScene(path.join(scenes, name));
  const clock = new VirtualClock(scene.startsAt);
  const playback = createPlayback({ source: scene, clock });
  await using hub = await openHub({ ...playback, clock });
  const inputs: EngineInput[] = [];
  hub.readings$.subscribe((reading) => inputs.push(reading));
  const tick = (): void => {
    inputs.push({ kind: "clock", type: "tick", at: clock.now() });
    clock.schedule(250, tick);
  };
  tick();
  const { dropped } = await playback.run({ pace: "max" });
  expect(dropped).toBe(0);
  inputs.push({ kind: "clock", type: "closing", at: clock.now() });
  return { model: scene.store, inputs };
}

interface Truth {
  readonly receipts: readonly { credential: string; items: readonly { gtin: string; quantity: number }[] }[];
}

const truthOf = (name: string): Truth =>
  JSON.parse(fs.readFileSync(path.join(scenes, name, "truth.json"), "utf8")) as Truth;

/** F1 of the items on receipts, unit by unit; an item counts only on the right receipt. */
function itemF1(truth: Truth, events: readonly StoreEvent[]): number {
  const got = events.flatMap((event) => (event.type === "receipt.issued" ? [event.receipt] : []));
  let right = 0;
  let all = 0;
  for (const receipt of got) {
    const items = truth.receipts.find(({ credential }) => credential === receipt.credential)?.items ?? [];
    for (const line of receipt.lines) {
      right += Math.min(line.quantity, items.find(({ gtin }) => gtin === line.gtin)?.quantity ?? 0);
      all += line.quantity;
    }
  }
  for (const { items } of truth.receipts) for (const { quantity } of items) all += quantity;
  return (2 * right) / all;
}

describe.each(["one-aisle", "groups-and-misplaced", "no-cameras"])("fusion on the scene %s", (name) => {
  let model: StoreModel;
  let inputs: EngineInput[];
  let events: StoreEvent[];
  beforeAll(async () => {
    ({ model, inputs } = await inputsOf(name));
    const engine = createEngine(model);
    events = inputs.flatMap((input) => [...engine.observe(input)]);
  });

  it("gives every member one receipt, mostly right", () => {
    const truth = truthOf(name);
    const credentials = events.flatMap((event) => (event.type === "receipt.issued" ? [event.receipt.credential] : []));
    expect([...credentials].sort()).toEqual(truth.receipts.map(({ credential }) => credential).sort());
    expect(itemF1(truth, events)).toBeGreaterThanOrEqual(0.75);
  });

  it("numbers its events without a gap", () => {
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
  });

  it("goes on from a snapshot, taken anywhere, with the same events to the byte", () => {
    const step = Math.ceil(inputs.length / 7);
    let engine = createEngine(model);
    const again: StoreEvent[] = [];
    inputs.forEach((input, index) => {
      again.push(...engine.observe(input));
      if (index % step !== step - 1) return;
      const saved = engine.snapshot();
      engine = createEngine(model);
      engine.restore(saved);
    });
    expect(again.map((event) => JSON.stringify(event))).toEqual(events.map((event) => JSON.stringify(event)));
  });
});

/** Anything a device sends is there so many ms after its event time: less than the bounds that an engine starts with. */
const within = { "weight-shelf": 49, other: 99 } as const;

/** When a reading is complete: a batch of samples with its last one. */
const doneAt = (reading: Reading): number =>
  reading.type === "weights" ? reading.at + (reading.data.samples - 1) * reading.data.dt : reading.at;

/** The same inputs in the order of other arrivals. */
function arriving(inputs: readonly EngineInput[], random: Random): EngineInput[] {
  const moved = inputs.map((input): EngineInput => {
    if (!("seq" in input)) return input;
    const most = input.kind === "weight-shelf" ? within["weight-shelf"] : within.other;
    return { ...input, receivedAt: doneAt(input) + most * random() };
  });
  const heardAt = (input: EngineInput): number => ("seq" in input ? input.receivedAt : input.at);
  return moved.sort((a, b) => heardAt(a) - heardAt(b));
}

describe("a whole store in other orders of arrival inside the bound", () => {
  it.each(["one-aisle", "groups-and-misplaced", "no-cameras"])("says the same to the byte: %s", async (name) => {
    const { model, inputs } = await inputsOf(name);
    const told = [1, 2, 3, 4].map((seed) => {
      const engine = createEngine(model);
      const events = arriving(inputs, seededRandom(seed)).flatMap((input) => [...engine.observe(input)]);
      for (const { late, dropped } of Object.values(engine.counters())) expect(late + dropped).toBe(0);
      return events.map((event) => JSON.stringify(event));
    });
    expect(told[0]!.length).toBeGreaterThan(5);
    for (const events of told) expect(events).toEqual(told[0]);
  });
});
