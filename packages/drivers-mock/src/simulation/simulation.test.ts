import { createHash } from "node:crypto";
import { isAisleError } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import type { SceneReading, TruthInteraction, TruthReceipt } from "../scene/index.ts";
import { createSimulation, type Simulation, type SimulationOptions } from "./simulation.ts";
import { kept } from "./truth/index.ts";

const startsAt = Date.UTC(2030, 0, 7, 8);
const run = (
  options: Partial<SimulationOptions> & { seconds: number },
): { simulation: Simulation; readings: SceneReading[] } => {
  const { seconds, ...rest } = options;
  const simulation = createSimulation({ startsAt, until: startsAt + seconds * 1000, ...rest });
  return { simulation, readings: [...simulation.readings()].flat() };
};
const fingerprint = (readings: readonly SceneReading[]): string => {
  const hash = createHash("sha256");
  for (const reading of readings) {
    hash.update(JSON.stringify(reading));
    if (reading.reading.type === "weights") hash.update(new Uint8Array(reading.reading.data.grams.buffer));
  }
  return hash.digest("hex");
};

describe("a simulated store", () => {
  it("says the same, byte for byte, for the same options, and something else for another seed", () => {
    const first = fingerprint(run({ seed: 11, seconds: 20 }).readings);
    expect(fingerprint(run({ seed: 11, seconds: 20 }).readings)).toBe(first);
    expect(fingerprint(run({ seed: 12, seconds: 20 }).readings)).not.toBe(first);
  });

  it("hands its readings over in order of arrival, none before it starts, and no buffer twice", () => {
    const { readings } = run({ seconds: 20 });
    let last = startsAt;
    const buffers = new Set<unknown>();
    let batches = 0;
    for (const { receivedAt, reading } of readings) {
      expect(receivedAt).toBeGreaterThanOrEqual(last);
      last = receivedAt;
      if (reading.type !== "weights") continue;
      batches++;
      buffers.add(reading.data.grams.buffer);
    }
    // A reading that arrives twice is the same reading.
    expect(buffers.size).toBeGreaterThan(batches * 0.99);
  });

  it("runs no further than it is asked for", () => {
    const simulation = createSimulation({ startsAt });
    for (const batch of simulation.readings()) if (batch.length > 0 && simulation.now >= startsAt + 2000) break;
    expect(simulation.now).toBeLessThan(startsAt + 2100);
  });

  it("closes a receipt within 25 s and five within 50 s with its default settings", () => {
    const closedAt: number[] = [];
    run({ seconds: 50, onReceipt: (receipt) => closedAt.push(receipt.exitedAt - startsAt) });
    expect(closedAt.length).toBeGreaterThanOrEqual(5);
    expect(closedAt[0]).toBeLessThan(25_000);
  });

  it("loses no unit: each is on a plate, with a shopper, or was carried out on a receipt", () => {
    const simulation = createSimulation({
      seed: 3,
      startsAt,
      until: startsAt + 120_000,
      misplace: 0.5,
      putBacks: 0.5,
      groups: 0.5,
    });
    let checked = 0;
    for (const batch of simulation.readings()) {
      expect(batch.length).toBeGreaterThan(0);
      if (++checked % 50 !== 0) continue;
      const { supplied, onPlates, held, carriedOut } = simulation.units();
      expect(onPlates + held + carriedOut).toBe(supplied);
    }
    expect(simulation.units().carriedOut).toBeGreaterThan(20);
  });

  it("bills exactly what the hands of the party took and did not put back", () => {
    const receipts: TruthReceipt[] = [];
    const hands: TruthInteraction[] = [];
    run({
      seed: 5,
      seconds: 150,
      misplace: 0.3,
      putBacks: 0.3,
      touches: 0.3,
      groups: 0.4,
      onReceipt: (r) => receipts.push(r),
      onInteraction: (i) => hands.push(i),
    });
    expect(receipts.length).toBeGreaterThan(10);
    expect(receipts.some((receipt) => receipt.persons.length === 2)).toBe(true);
    expect(new Set(hands.map((hand) => hand.kind))).toEqual(new Set(["pick", "return", "touch"]));
    for (const receipt of receipts) {
      const bill = new Map<string, number>();
      for (const { kind, person, gtin, quantity } of hands) {
        if (!receipt.persons.includes(person) || gtin === undefined || quantity === undefined) continue;
        bill.set(gtin, (bill.get(gtin) ?? 0) + (kind === "pick" ? quantity : -quantity));
      }
      const expected = [...bill].filter(([, quantity]) => quantity !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
      expect(receipt.items.map((item) => [item.gtin, item.quantity])).toEqual(expected);
      expect(receipt.exitedAt).toBeGreaterThan(receipt.enteredAt);
    }
  });

  it("says one passage in and one out for each person on a closed receipt", () => {
    const persons: string[] = [];
    const { readings, simulation } = run({
      seed: 6,
      seconds: 120,
      arrivalsUntil: startsAt + 40_000,
      difficulty: { duplicateReadings: 0 },
      onReceipt: (r) => persons.push(...r.persons),
    });
    const passages = (direction: string): number =>
      readings.filter(
        ({ reading }) =>
          reading.type === "passage" && reading.data.phase === "completed" && reading.data.direction === direction,
      ).length;
    expect(simulation.people()).toEqual([]);
    expect(passages("in")).toBe(persons.length);
    expect(passages("out")).toBe(persons.length);
  });

  it("lives for an hour in bounded memory, and sends everybody home", () => {
    let receipts = 0;
    const simulation = createSimulation({
      seed: 8,
      startsAt,
      until: startsAt + 3_600_000,
      aisles: 1,
      bays: 1,
      products: 20,
      onReceipt: () => receipts++,
    });
    let most = 0;
    const since = new Map<string, number>();
    let longest = 0;
    let readings = 0;
    let batches = 0;
    for (const batch of simulation.readings()) {
      readings += batch.length;
      if (++batches % 20 !== 0) continue;
      const here = simulation.people();
      most = Math.max(most, here.length);
      for (const { person } of here) since.set(person, since.get(person) ?? simulation.now);
      if (since.size > 50)
        for (const person of since.keys()) if (!here.some((other) => other.person === person)) since.delete(person);
      for (const { person } of here) longest = Math.max(longest, simulation.now - (since.get(person) ?? 0));
    }
    expect(receipts).toBeGreaterThan(300);
    expect(readings).toBeGreaterThan(100_000);
    expect(most).toBeLessThanOrEqual(10);
    expect(longest).toBeLessThan(300_000);
    expect(simulation.receipts).toHaveLength(kept.receipts);
    expect(simulation.interactions.length).toBeLessThanOrEqual(kept.interactions);
    expect(simulation.units().onPlates).toBeLessThan(48 * 20);
  });
});

describe("a simulated store whose host opens the gates", () => {
  it("lets in whom the host admits", () => {
    const simulation = createSimulation({ startsAt, until: startsAt + 40_000, admission: "host", groups: 0 });
    const gates = new Map(simulation.store.gates.map((gate) => [gate.scanner, gate.id]));
    for (const batch of simulation.readings())
      for (const { device, reading } of batch)
        if (reading.type === "scan") simulation.command(gates.get(device) ?? "", "admit", { direction: "in" });
    expect(simulation.receipts.length).toBeGreaterThan(2);
  });

  it("sends home whom it does not, without a receipt, and goes on", () => {
    const { simulation, readings } = run({ admission: "host", seconds: 60 });
    const scans = readings.filter(({ reading }) => reading.type === "scan").length;
    expect(scans).toBeGreaterThan(8);
    expect(simulation.receipts).toEqual([]);
    expect(simulation.units().carriedOut).toBe(0);
    expect(simulation.people().length).toBeLessThanOrEqual(10);
  });
});

describe("commands to a simulated store", () => {
  it("tare a shelf: its plates show nothing, and say why", () => {
    const simulation = createSimulation({
      startsAt,
      until: startsAt + 4000,
      shoppersPerMinute: 0,
      difficulty: { deadPlates: 0, stuckPlates: 0 },
    });
    const readings: SceneReading[] = [];
    for (const batch of simulation.readings()) {
      if (
        readings.length > 0 &&
        simulation.now < startsAt + 1000 &&
        !readings.some(({ reading }) => reading.type === "rebaselined")
      )
        simulation.command("g1", "tare", { plates: [0, 2] });
      readings.push(...batch);
    }
    const last = readings.filter(({ device }) => device === "g1").at(-1)?.reading;
    const grams = last?.type === "weights" ? last.data.grams : [];
    expect(Math.abs(grams[0] ?? 99)).toBeLessThan(12);
    expect(Math.abs(grams[2] ?? 99)).toBeLessThan(12);
    expect(Math.abs(grams[1] ?? 0)).toBeGreaterThan(12);
  });

  it("are refused where nothing takes them", () => {
    const simulation = createSimulation({ startsAt });
    for (const [device, name, input] of [
      ["cam-1", "snapshot", {}],
      ["nowhere", "admit", {}],
      ["g1", "tare", { plates: [24] }],
    ] as const) {
      let refusal: unknown;
      try {
        simulation.command(device, name, input);
      } catch (error) {
        refusal = error;
      }
      expect(isAisleError(refusal) && refusal.code).toBe("simulation-command-refused");
    }
  });
});
