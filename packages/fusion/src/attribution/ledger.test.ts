import { expect, it } from "vitest";
import { createInteractionStage } from "../interaction/index.ts";
import type { Session } from "../sessions/session.ts";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import { grams, shopOf } from "./attribution.fixture.ts";
import { unitsOf } from "./ledger.ts";
import type { Unit } from "./standing.ts";

const stage = createInteractionStage(rowOfPlates(grams.length, grams));
const session = { id: "a", units: [] } as unknown as Session;
const unit = (product: number, confidence: number, more: Partial<Unit> = {}): Unit => ({
  ...{ product, grams: 100, variance: 1, at: 0, settledAt: 7, confidence, interaction: "i1" },
  ...more,
});
const shown = (...units: readonly Unit[]) =>
  unitsOf(session, { carts: new Map([["a", units]]), misplaced: [] }, [], stage, 5000);

it("a unit is as sure as that there are so many of its product, each settled by itself", () => {
  const units = shown(unit(0, 0.9, { at: 1 }), unit(0, 0.8, { at: 2 }), unit(1, 1, { at: 3 }));
  expect(units.map(({ product }) => product)).toEqual([0, 0, 1]);
  for (const [k, expected] of [0.98, 0.72, 1].entries()) expect(units[k]!.confidence).toBeCloseTo(expected, 12);
  expect(units[0]).toMatchObject({ provisionalAt: 5000, settledAt: 7, interaction: "i1", review: false });
});

it("a person should look at a unit that is less sure than seven in ten", () => {
  expect([shown(unit(0, 0.7))[0]!.review, shown(unit(0, 0.69))[0]!.review]).toEqual([false, true]);
});

it("units stand in the order in which they were taken, those of one moment by their interactions", () => {
  const units = shown(
    unit(3, 1, { at: 9 }),
    unit(0, 1, { at: 5, interaction: "i10" }),
    unit(1, 1, { at: 5, interaction: "i9" }),
    unit(3, 1, { at: 2 }),
  );
  expect(units.map(({ product, at }) => [product, at])).toEqual([
    [3, 2],
    [1, 5],
    [0, 5],
    [3, 9],
  ]);
});

it("a unit keeps the time at which it was first shown, whatever else comes or goes", () => {
  const shop = shopOf("a");
  const shownAt = (): (readonly [product: number, at: number])[] =>
    shop.sessions[0]!.units.map(({ product, provisionalAt }) => [product, provisionalAt]);
  shop.change(1000, [0, -120]);
  shop.change(5000, [2, -545]);
  shop.change(9000, [0, -120]);
  expect(shownAt()).toEqual([
    [0, 1000],
    [2, 5000],
    [0, 9000],
  ]);
  shop.change(13_000, [2, 545]);
  shop.change(17_000, [3, -240]);
  expect(shownAt()).toEqual([
    [0, 1000],
    [0, 9000],
    [3, 17_000],
  ]);
});

it("who holds nothing has an empty cart", () => {
  expect(unitsOf(session, { carts: new Map(), misplaced: [] }, [], stage, 5000)).toEqual([]);
});
