import { describe, expect, it } from "vitest";
import type { SceneReading, TruthInteraction, TruthReceipt } from "../scene/index.ts";
import { createSimulation, type Simulation, type SimulationOptions } from "./simulation.ts";

const startsAt = Date.UTC(2030, 0, 7, 8);

interface Day {
  readonly simulation: Simulation;
  readonly receipts: TruthReceipt[];
  readonly hands: TruthInteraction[];
  readonly readings: SceneReading[];
}

/** A small store that nothing sees but its shelves and gates, until everybody has left. */
function day(options: Partial<SimulationOptions>, seconds = 150): Day {
  const receipts: TruthReceipt[] = [];
  const hands: TruthInteraction[] = [];
  const readings: SceneReading[] = [];
  const simulation = createSimulation({
    seed: 21,
    startsAt,
    aisles: 1,
    bays: 2,
    sensors: "none",
    products: 40,
    groups: 0,
    touches: 0,
    putBacks: 0,
    misplace: 0,
    arrivalsUntil: startsAt + seconds * 1000,
    until: startsAt + (seconds + 120) * 1000,
    onReceipt: (receipt) => receipts.push(receipt),
    onInteraction: (hand) => hands.push(hand),
    ...options,
  });
  for (const batch of simulation.readings()) readings.push(...batch);
  hands.sort((a, b) => a.t - b.t);
  return { simulation, receipts, hands, readings };
}

function billed(receipt: TruthReceipt, hands: readonly TruthInteraction[]): Map<string, number> {
  const bill = new Map<string, number>();
  for (const { kind, person, gtin, quantity } of hands) {
    if (!receipt.persons.includes(person) || gtin === undefined || quantity === undefined) continue;
    bill.set(gtin, (bill.get(gtin) ?? 0) + (kind === "pick" ? quantity : -quantity));
  }
  for (const [gtin, quantity] of bill) if (quantity === 0) bill.delete(gtin);
  return bill;
}

function expectConserved({ simulation }: Day): void {
  const { supplied, onPlates, held, carriedOut } = simulation.units();
  expect(onPlates + held + carriedOut).toBe(supplied);
  expect(simulation.people()).toEqual([]);
}

/** Milliseconds between picks of one person, one after the other. */
function gaps(hands: readonly TruthInteraction[]): number[] {
  const last = new Map<string, number>();
  return hands.flatMap(({ person, kind, t }) => {
    if (kind !== "pick") return [];
    const before = last.get(person);
    last.set(person, t);
    return before === undefined ? [] : [t - before];
  });
}

describe("shoppers of a simulated store", () => {
  it("pay for what they took and kept, whatever they did with it before", () => {
    const all = day({
      dithers: 0.3,
      holds: 0.3,
      quickPicks: 0.3,
      leans: 0.2,
      browses: 0.2,
      crossedArms: 0.3,
      rush: 0.3,
    });
    expect(all.receipts.length).toBeGreaterThan(10);
    for (const receipt of all.receipts)
      expect(new Map(receipt.items.map(({ gtin, quantity }) => [gtin, quantity]))).toEqual(billed(receipt, all.hands));
    expectConserved(all);
  });

  it("dither: the same thing is taken, put back on its plate, and taken again", () => {
    const { hands } = day({ dithers: 1 });
    const [first] = hands;
    const own = hands.filter(({ person, gtin }) => person === first?.person && gtin === first.gtin);
    expect(own.slice(0, 3).map(({ kind }) => kind)).toEqual(["pick", "return", "pick"]);
    expect(new Set(own.slice(0, 3).map(({ plate }) => plate)).size).toBe(1);
  });

  it("hold: the hand stays for seconds after the weight has gone, and some of it is put back", () => {
    const { hands } = day({ holds: 1 });
    const picks = hands.filter(({ kind }) => kind === "pick");
    expect(picks.every(({ t, left }) => (left ?? 0) - t >= 2_000 && (left ?? 0) - t < 9_000)).toBe(true);
    const returns = hands.filter(({ kind }) => kind === "return").length;
    expect(returns).toBeGreaterThan(picks.length * 0.2);
    expect(returns).toBeLessThan(picks.length * 0.8);
  });

  it("pick quickly: from 0.3 to 0.9 s from one plate to the next on the same shelf", () => {
    const quick = day({ quickPicks: 1, meanItems: 1 });
    const between = gaps(quick.hands);
    const fast = between.filter((ms) => ms < 900);
    expect(fast.length).toBeGreaterThan(quick.receipts.length * 0.7);
    expect(Math.min(...fast)).toBeGreaterThan(300);
    expect(gaps(day({ meanItems: 1 }).hands).filter((ms) => ms < 900)).toEqual([]);
  });

  it("rush: most things come from one bay", () => {
    const share = (hands: readonly TruthInteraction[]): number =>
      hands.filter(({ plate }) => plate.startsWith("g3/")).length / hands.length;
    expect(share(day({ rush: 1, shoppersPerMinute: 6 }).hands)).toBeGreaterThan(0.9);
    expect(share(day({ shoppersPerMinute: 6 }).hands)).toBeLessThan(0.6);
  });

  it("come as friends: two credentials, the same things, and often within a second of each other", () => {
    const { receipts, hands } = day({ friends: 1, shoppersPerMinute: 4 });
    let together = 0;
    for (const hand of hands)
      if (hands.some((o) => o.person !== hand.person && o.gtin === hand.gtin && Math.abs(o.t - hand.t) < 1_000))
        together++;
    expect(together).toBeGreaterThan(hands.length * 0.3);
    expect(receipts.every(({ persons, credential }) => persons.length === 1 && credential !== null)).toBe(true);
    expect(new Set(receipts.map(({ credential }) => credential)).size).toBe(receipts.length);
    const lists = receipts.map(({ items }) => JSON.stringify(items));
    expect(new Set(lists).size).toBeLessThan(lists.length);
  });

  it("hand things over: who carries them out pays, and nothing is lost", () => {
    const handed = day({ friends: 1, handOvers: 1, shoppersPerMinute: 4 });
    const other = handed.receipts.filter(
      (receipt) =>
        JSON.stringify([...billed(receipt, handed.hands)].sort()) !==
        JSON.stringify(receipt.items.map(({ gtin, quantity }) => [gtin, quantity]).sort()),
    );
    expect(other.length).toBeGreaterThan(1);
    expectConserved(handed);
    const sold = handed.receipts.flatMap(({ items }) => items).reduce((sum, { quantity }) => sum + quantity, 0);
    expect(sold).toBe(handed.simulation.units().carriedOut);
  });

  it("misplace things beside their place, where told", () => {
    const places = day({ misplace: 1, misplacedBeside: 1 });
    const returns = places.hands.filter(({ kind }) => kind === "return");
    expect(returns.length).toBeGreaterThan(10);
    for (const { plate, person, gtin, t } of returns) {
      const from = places.hands.filter((hand) => hand.person === person && hand.gtin === gtin && hand.t < t).at(-1);
      expect(plate).not.toBe(from?.plate);
      expect(plate.split("/")[0]).toBe(from?.plate.split("/")[0]);
    }
  });

  it("lean and browse: a lean is a long touch, a hand that browses is none", () => {
    const leaning = day({ leans: 1 }).hands.filter(({ kind }) => kind === "touch");
    expect(leaning.length).toBeGreaterThan(10);
    expect(leaning.every(({ t, left }) => (left ?? 0) - t > 1_000)).toBe(true);
    expect(day({ browses: 1 }).hands.filter(({ kind }) => kind === "touch")).toEqual([]);
  });
});

describe("the gates of a simulated store", () => {
  it("let followers slip in without a scan, counted or not: they have receipts without a credential", () => {
    const { receipts, readings } = day({ followers: 1, shoppersPerMinute: 6 });
    const anonymous = receipts.filter(({ credential }) => credential === null);
    expect(anonymous.length).toBe(receipts.length / 2);
    expect(readings.filter(({ reading }) => reading.type === "scan").length).toBeLessThanOrEqual(
      receipts.length / 2 + 1,
    );
    const entered = readings.filter(
      ({ reading }) =>
        reading.type === "passage" && reading.data.phase === "completed" && reading.data.direction === "in",
    ).length;
    expect(entered).toBeGreaterThan(receipts.length / 2);
    expect(entered).toBeLessThan(receipts.length);
  });

  it("see people turn back after their scan: nobody comes in, and there is no receipt", () => {
    const { receipts, readings, hands } = day({ turnBacks: 1 });
    expect(readings.filter(({ reading }) => reading.type === "scan").length).toBeGreaterThan(5);
    expect(readings.some(({ reading }) => reading.type === "passage" && reading.data.phase === "completed")).toBe(
      false,
    );
    expect([...receipts, ...hands]).toEqual([]);
  });
});

describe("the staff of a simulated store", () => {
  it("fill shelves up by hand, change what stands where, and get no receipt", () => {
    const shift = day({ staffPerHour: 240, shoppersPerMinute: 4 }, 300);
    const scans = shift.readings.flatMap(({ reading }) => (reading.type === "scan" ? [reading.data.data] : []));
    expect(scans.filter((data) => data.startsWith("STAFF-")).length).toBeGreaterThan(5);
    expect(shift.receipts.some(({ credential }) => credential?.startsWith("STAFF-"))).toBe(false);
    const filled = shift.hands.filter(({ kind, quantity }) => kind === "return" && (quantity ?? 0) > 1);
    expect(filled.length).toBeGreaterThan(3);
    expectConserved(shift);
  });
});
