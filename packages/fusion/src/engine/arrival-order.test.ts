import type { Reading } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StoreEvent } from "../events/store-event.ts";
import { createEngine } from "./engine.ts";
import type { EngineInput } from "./engine-input.ts";
import { model, t0, tellAll, visit } from "./visit.fixture.ts";

const readings = visit();
const expected = JSON.stringify(tellAll(readings));

/** When a reading is complete: a batch of samples with its last one. */
const doneAt = (reading: Reading): number => reading.at + (reading.type === "weights" ? 150 : 0);

/** The readings as they arrive after these delays (ms), with a tick every `tick` ms. */
function arriving(delays: readonly number[], tick: number): EngineInput[] {
  const inputs = readings.map((reading, n) => ({
    ...reading,
    receivedAt: doneAt(reading) + (delays[n % delays.length] ?? 0),
  }));
  const ticks = Array.from({ length: Math.floor(15_000 / tick) }, (_, n) => t0 + (n + 1) * tick);
  return [
    ...inputs.map((input) => ({ input, t: input.receivedAt })),
    ...ticks.map((at) => ({ input: { kind: "clock", type: "tick", at } as const, t: at })),
  ]
    .sort((a, b) => a.t - b.t)
    .map(({ input }, n) => ("seq" in input ? { ...input, seq: n + 1 } : input));
}

describe("the order of arrival", () => {
  it("has a visit to tell of", () => {
    const types = tellAll(readings).map(({ type }) => type);
    expect(types).toEqual([
      "session.opened",
      "interaction.detected",
      "cart.changed",
      "session.closed",
      "receipt.issued",
    ]);
  });

  it("makes no difference to a byte of the events, inside the bound", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 20, maxLength: 300 }),
        fc.constantFrom(40, 250, 1000),
        (delays, tick) => {
          expect(JSON.stringify(tellAll(arriving(delays, tick)))).toBe(expected);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("makes none where some readings come twice", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(readings.length - 1), { maxLength: 40 }), fc.nat(400), (again, later) => {
        const inputs = arriving([30], 250);
        const copies = again.map((n) => {
          const reading = readings[n]!;
          return { ...reading, receivedAt: doneAt(reading) + 30 + later };
        });
        const streamed = copies.filter(({ kind }) => kind === "camera" || kind === "weight-shelf");
        const all = [...inputs, ...streamed].sort((a, b) => heardAt(a) - heardAt(b));
        expect(JSON.stringify(tellAll(all))).toBe(expected);
      }),
      { numRuns: 30 },
    );
  });

  it("stamps events with ends of pieces of event time", () => {
    for (const { at } of tellAll(readings)) expect(at % 50).toBe(0);
  });
});

const heardAt = (input: EngineInput): number => ("receivedAt" in input ? input.receivedAt : input.at);

describe("a snapshot", () => {
  it("goes on with the same bytes from every step of a visit", () => {
    const inputs = arriving([20, 90, 5, 60, 0, 75], 250);
    const said = JSON.stringify(tellAll(inputs));
    let engine = createEngine(model);
    const events = inputs.flatMap((input) => {
      const told = engine.observe(input);
      const saved = engine.snapshot();
      engine = createEngine(model);
      engine.restore(saved);
      return [...told];
    });
    events.push(...tellAll([], engine));
    expect(JSON.stringify(events)).toBe(said);
  });

  it("is not changed by what comes after it", () => {
    const inputs = arriving([40, 10], 250);
    const half = inputs.length >> 1;
    const engine = createEngine(model);
    for (const input of inputs.slice(0, half)) engine.observe(input);
    const saved = engine.snapshot();
    const first = tellAll(inputs.slice(half), engine);
    const other = createEngine(model);
    other.restore(saved);
    expect(tellAll(inputs.slice(half), other)).toEqual(first);
    other.restore(saved);
    expect(tellAll(inputs.slice(half), other)).toEqual(first);
  });
});

describe("late readings", () => {
  const lateBy = (ms: number, every: number): EngineInput[] =>
    readings
      .map((reading, n) => {
        const late = reading.device === "above" && n % every === 0 ? ms : 10;
        return { ...reading, receivedAt: doneAt(reading) + late };
      })
      .sort((a, b) => a.receivedAt - b.receivedAt);
  /** A visit that begins so long before a full minute that it ends there. */
  const beforeMinute = (inputs: readonly EngineInput[]): EngineInput[] => {
    const shift = 60_000 - ((t0 + 13_000) % 60_000);
    return inputs.map((input) => ({
      ...input,
      at: input.at + shift,
      ...("receivedAt" in input && { receivedAt: input.receivedAt + shift }),
    }));
  };

  it("are counted of each device", () => {
    const engine = createEngine(model);
    tellAll(lateBy(900, 30), engine);
    const { above, g1 } = engine.counters();
    expect(above?.late).toBeGreaterThan(2);
    expect(above?.dropped).toBe(0);
    expect(g1).toMatchObject({ inTime: 70, late: 0, dropped: 0, twice: 0 });
  });

  it("that were dropped are told of at the end of the minute, once", () => {
    const engine = createEngine(model);
    const events = tellAll(beforeMinute(lateBy(3000, 30)), engine).filter(({ type }) => type === "readings.late");
    const { dropped } = engine.counters()["above"]!;
    expect(dropped).toBeGreaterThan(2);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ device: "above", late: 0 });
    expect(events[0]!.at % 60_000).toBe(0);
  });

  it("of a shelf leave the same bill, whenever within 2 s they come", () => {
    const bill = (events: readonly StoreEvent[]): unknown =>
      events.flatMap((event) =>
        event.type === "receipt.issued" ? event.receipt.lines.map(({ gtin, quantity }) => [gtin, quantity]) : [],
      );
    const onTime = bill(tellAll(readings));
    const reasons = new Set<string>();
    const batches = readings.filter(({ device }) => device === "g1");
    for (const late of batches.slice(27, 35)) {
      for (const ms of [400, 500, 600, 700, 900, 1700]) {
        const inputs = readings
          .map((reading) => ({ ...reading, receivedAt: doneAt(reading) + (reading === late ? ms : 10) }))
          .sort((a, b) => a.receivedAt - b.receivedAt);
        const events = tellAll(inputs);
        expect(bill(events)).toEqual(onTime);
        for (const event of events) if (event.type === "interaction.revised") reasons.add(event.reason);
      }
    }
    expect([...reasons]).toEqual(["late-reading"]);
  });

  it("that are few are not told of", () => {
    const events = tellAll(beforeMinute(lateBy(900, 60)));
    expect(events.filter(({ type }) => type === "readings.late")).toEqual([]);
  });
});
