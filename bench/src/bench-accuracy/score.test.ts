import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createSimulation, type TruthInteraction, type TruthReceipt } from "@aisle/drivers-mock";
import { describe, expect, it } from "vitest";
import { type IssuedReceipt, judge } from "./score.ts";
import { add, emptyTally, figures, merge } from "./tally.ts";

const truth = (
  credential: string | null,
  enteredAt: number,
  items: Record<string, number>,
  person = "p1",
): TruthReceipt => ({
  credential,
  persons: [person],
  enteredAt,
  exitedAt: enteredAt + 100,
  items: Object.entries(items).map(([gtin, quantity]) => ({ gtin, quantity })),
});
const issued = (credential: string | null, enteredAt: number, items: Record<string, number>): IssuedReceipt => ({
  credential,
  enteredAt,
  exitedAt: enteredAt + 100,
  lines: Object.entries(items).map(([gtin, quantity]) => ({
    gtin,
    quantity,
    units: Array.from({ length: quantity }, (_, at) => ({
      at: enteredAt + 10 * at,
      provisionalAt: enteredAt + 20,
      settledAt: enteredAt + 50,
      confidence: 0.9,
      review: at > 0,
    })),
  })),
});

describe("the judge of receipts", () => {
  it("counts units one by one: product and payer have to be right", () => {
    const verdict = judge(
      [truth("A", 0, { "1": 2, "2": 1 })],
      [issued("A", 0, { "01": 1, "3": 1 }), issued("B", 0, { "2": 1 })],
      [],
    );
    expect(verdict).toMatchObject({ right: 1, wrong: 2, missed: 2, shoppers: 1, exact: 0 });
    expect(verdict.units.map(({ right }) => right)).toEqual([false, true, false]);
  });

  it("joins a credential to the visit that overlaps most, and anonymous receipts to what fits best", () => {
    const visits = [
      truth("A", 0, { "1": 1 }),
      truth("A", 1_000, { "2": 1 }),
      truth(null, 0, { "3": 1 }),
      truth(null, 20, { "4": 1 }),
    ];
    const receipts = [
      issued("A", 1_000, { "2": 1 }),
      issued("A", 0, { "1": 1 }),
      issued(null, 0, { "4": 1 }),
      issued(null, 20, { "3": 1 }),
    ];
    expect(judge(visits, receipts, [])).toMatchObject({ right: 4, wrong: 0, missed: 0, exact: 4 });
  });

  it("lets an anonymous visit without goods go without a receipt, and no other", () => {
    expect(judge([truth(null, 0, {}), truth("A", 0, {})], [], [])).toMatchObject({ shoppers: 2, exact: 1 });
  });

  it("measures time from when the hand had left the nearest pick of that product", () => {
    const pick = (t: number, gtin: string, person = "p1"): TruthInteraction => ({
      t,
      left: t + 5,
      person,
      kind: "pick",
      gtin,
      quantity: 1,
      plate: "x",
    });
    const hands = [pick(0, "1"), pick(9, "1"), pick(1, "2"), pick(1, "1", "p2")];
    const [first, second] = judge([truth("A", 0, { "1": 2 })], [issued("A", 0, { "1": 2 })], hands).units;
    expect([first?.provisional, first?.settled, second?.provisional]).toEqual([15, 45, 6]);
  });

  it("makes shares of what many stores together gave", () => {
    const tally = emptyTally();
    const half = emptyTally();
    add(half, judge([truth("A", 0, { "1": 1 })], [issued("A", 0, { "1": 2 })], []));
    merge(tally, half);
    merge(tally, half);
    expect(figures(tally)).toMatchObject({ f1: 2 / 3, exact: 0, review: 0.5, unflaggedWrong: 0 });
    expect(figures(tally).calibrationError).toBeCloseTo(0.4, 9);
  });

  const scorer = path.resolve(import.meta.dirname, "../../../../shared/scenes/score.mjs");
  it.skipIf(!fs.existsSync(scorer))("agrees with the scorer that comes with the scenes", async () => {
    const { scoreOne } = (await import(pathToFileURL(scorer).href)) as {
      scoreOne: (
        truth: unknown,
        got: unknown,
      ) => Record<"tp" | "fp" | "fn" | "exact" | "sessions", number> & { units: { right: boolean }[] };
    };
    const receipts: TruthReceipt[] = [];
    const interactions: TruthInteraction[] = [];
    const simulation = createSimulation({
      seed: 5,
      startsAt: 1_000_000,
      until: 1_120_000,
      sensors: "none",
      followers: 0.3,
      onReceipt: (receipt) => receipts.push(receipt),
      onInteraction: (hand) => interactions.push(hand),
    });
    for (const _ of simulation.readings()) if (simulation.now > 1_119_000) break;
    // Every third receipt is wrong in one way or another.
    const got = receipts.flatMap((receipt, at) => {
      const items = Object.fromEntries(
        receipt.items.map(({ gtin, quantity }) => [gtin, at % 3 === 1 ? quantity + 1 : quantity]),
      );
      return at % 3 === 2
        ? []
        : [{ ...issued(receipt.credential, receipt.enteredAt, items), exitedAt: receipt.exitedAt }];
    });
    const theirs = scoreOne(
      { receipts, interactions },
      { receipts: got.map(({ lines, ...rest }) => ({ ...rest, items: lines })) },
    );
    const ours = judge(receipts, got, interactions);
    expect(receipts.length).toBeGreaterThan(10);
    expect(ours).toMatchObject({
      right: theirs.tp,
      wrong: theirs.fp,
      missed: theirs.fn,
      exact: theirs.exact,
      shoppers: theirs.sessions,
    });
    expect(ours.units.filter(({ right }) => right).length).toBe(theirs.units.filter(({ right }) => right).length);
  });
});
