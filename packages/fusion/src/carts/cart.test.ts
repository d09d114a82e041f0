import type { StoreModel } from "@aisle/sdk/store";
import { expect, it } from "vitest";
import type { HeldUnit, Session } from "../sessions/index.ts";
import { cartLines, receiptOf } from "./cart.ts";

const product = (gtin: string, name: string, unitPrice: number) => ({
  gtin,
  name,
  weight: 100,
  weightSd: 1,
  unitPrice,
});
const model: StoreModel = {
  name: "test",
  currency: "EUR",
  floor: [],
  zones: [],
  gates: [],
  cameras: [],
  ceilings: [],
  shelves: [],
  products: [product("1", "tea", 250), product("2", "jam", 399)],
  planogram: [],
};

const unit = (index: number, confidence: number, review = false): HeldUnit => {
  const times = { at: 5, provisionalAt: 6, settledAt: 7 };
  return { product: index, ...times, confidence, review, interaction: "i1" };
};

const session = (...units: HeldUnit[]): Session => ({
  ...{
    id: "s1",
    credential: "MEMBER-1",
    staff: false,
    gate: "gate-1",
    enteredAt: 1,
    members: [],
    exitedAt: 9,
    lost: false,
  },
  units,
});

it("puts units of one product on one line, as sure as the least sure of them", () => {
  const lines = cartLines(model, session(unit(1, 0.9), unit(0, 0.99), unit(1, 0.6, true)));
  expect(lines).toMatchObject([
    { id: "s1/2", gtin: "2", quantity: 2, confidence: 0.6, review: true },
    { id: "s1/1", gtin: "1", quantity: 1, confidence: 0.99, review: false },
  ]);
  expect(lines[0]?.units.map(({ confidence }) => confidence)).toEqual([0.9, 0.6]);
});

it("adds a receipt up in minor units and asks for a look when any line does", () => {
  expect(receiptOf(model, session(unit(1, 0.9), unit(0, 1), unit(1, 0.6, true)))).toMatchObject({
    ...{ session: "s1", credential: "MEMBER-1", enteredAt: 1, exitedAt: 9, currency: "EUR" },
    total: 1048,
    review: true,
  });
});

it("asks for a look at the whole receipt of somebody whom nobody saw leave", () => {
  expect(receiptOf(model, { ...session(unit(0, 1)), lost: true }).review).toBe(true);
  expect(receiptOf(model, { ...session(unit(0, 1)), doubtful: true }).review).toBe(true);
  expect(receiptOf(model, session(unit(0, 1))).review).toBe(false);
});

it("says when a unit was settled, once it is", () => {
  const [line] = cartLines(model, session({ ...unit(0, 1), settledAt: -1 }, unit(0, 1)));
  expect(line?.units.map(({ settledAt }) => settledAt)).toEqual([undefined, 7]);
});

it("gives who took nothing a receipt over nothing", () => {
  expect(receiptOf(model, session())).toMatchObject({ lines: [], total: 0, review: false });
});

it("asks for a look at a receipt where nobody can say for certain who left, though every line is sure", () => {
  expect(receiptOf(model, session(unit(0, 0.99))).review).toBe(false);
  expect(receiptOf(model, { ...session(unit(0, 0.99)), doubtful: true }).review).toBe(true);
});

it("asks for a look at all that is held by whom nobody knows, where shoppers scan when they come in; at none of it elsewhere, and of no staff", () => {
  const gate = { id: "gate-1", at: [0, 0], inward: [0, 1], width: 1 } as const;
  const asked = (gates: StoreModel["gates"], changes: Partial<Session>) => {
    const receipt = receiptOf({ ...model, gates }, { ...session(unit(0, 1)), credential: null, ...changes });
    return [receipt.review, receipt.lines[0]?.review, receipt.lines[0]?.units[0]?.review];
  };
  const look = [true, true, true];
  const none = [false, false, false];
  expect(asked([{ ...gate, scanner: "scanner-1" }], {})).toEqual(look);
  expect(asked([gate, { ...gate, scanner: "scanner-1" }], {})).toEqual(look);
  expect(asked([gate], {})).toEqual(none);
  expect(asked([], {})).toEqual(none);
  expect(asked([{ ...gate, scanner: "scanner-1" }], { credential: "MEMBER-1" })).toEqual(none);
  expect(asked([{ ...gate, scanner: "scanner-1" }], { staff: true })).toEqual(none);
});
