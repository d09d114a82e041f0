import { describe, expect, it } from "vitest";
import { createInteractionStage } from "../interaction/index.ts";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import { changeOf, grams, type Shop, shopOf } from "./attribution.fixture.ts";
import { type Move, optionOf, type Question } from "./question.ts";
import { applyAnswer, type Standing } from "./standing.ts";

/** A shopper far away, and somebody who works here at the shelf. */
function shift(): Shop {
  const shop = shopOf("shopper", "staff");
  shop.sessions[1]!.staff = true;
  shop.near.set("shopper", -20);
  return shop;
}

/** The staff draw back and the shopper comes. */
function shopperComes({ near }: Shop): void {
  near.set("shopper", 0).set("staff", -20);
}

/** What the last interaction is said to have been: product and units. */
function said({ events }: Shop): unknown {
  const last = events.findLast(
    (event) => event.type === "interaction.detected" || event.type === "interaction.revised",
  );
  return last?.interaction.products[0]?.items;
}

describe("what staff put on a plate", () => {
  it("is what is taken from it afterwards, and what it had before no more", () => {
    const shop = shift();
    shop.change(1000, [1, -231]);
    shop.change(4000, [1, -154]);
    for (const at of [7000, 10_000, 13_000]) shop.change(at, [1, 124]);
    shopperComes(shop);
    shop.change(30_000, [1, -124]);
    shop.change(33_000, [1, -124]);
    expect(shop.cart("shopper")).toEqual([4, 4]);
    shop.change(36_000, [1, 124]);
    expect(shop.cart("shopper")).toEqual([4]);
  });

  it("may be many at once", () => {
    const shop = shift();
    shop.change(1000, [2, 545 * 14]);
    expect(said(shop)).toMatchObject([{ count: 14 }]);
    shop.change(9000, [2, -545 * 14]);
    expect(said(shop)).toMatchObject([{ count: -14 }]);
    expect(shop.cart("staff")).toEqual([]);
  });

  it("is not taken for what its sum with other handfuls would weigh", () => {
    const shop = shift();
    for (const at of [1000, 3000, 5000]) shop.change(at, [2, -545 * 3]);
    const told = shop.events.filter(({ type }) => type === "interaction.revised");
    expect([said(shop), told]).toMatchObject([[{ count: -3 }], []]);
  });
});

describe("what a plate was given to", () => {
  const stage = createInteractionStage(rowOfPlates(grams.length, grams));
  const standing: Standing = { carts: new Map(), misplaced: [] };
  const moved = (product: number, count: number, more: Partial<Move> = {}, plate = 1): unknown => {
    const change = changeOf(1000, [plate, count * grams[product]!]);
    const question = { id: "i1", toldAt: 0, change, parts: [change] } as unknown as Question;
    const items = [{ product, count }];
    applyAnswer(standing, question, optionOf([{ session: "a", items, part: 0, ...more }]), stage);
    return standing.misplaced.map((there) => [there.plate, there.product, there.stocked ?? false]);
  };
  const byStaff = { byStaff: true } as const;

  it("is kept once, the newest only, until it is given back to the planogram's", () => {
    expect(moved(1, 2, byStaff)).toEqual([]);
    expect(moved(4, 3, byStaff)).toEqual([[1, 4, true]]);
    expect(moved(4, 1, byStaff)).toEqual([[1, 4, true]]);
    expect(moved(3, 1, byStaff)).toEqual([[1, 3, true]]);
    expect(moved(0, 1, byStaff, 3)).toEqual([
      [1, 3, true],
      [3, 0, true],
    ]);
    expect(moved(1, 1, byStaff)).toEqual([[3, 0, true]]);
  });

  it("stays while shoppers take from it, and is beside what they put there", () => {
    expect(moved(0, -1, {}, 3)).toEqual([[3, 0, true]]);
    expect(moved(4, 2, {}, 3)).toEqual([
      [3, 0, true],
      [3, 4, false],
      [3, 4, false],
    ]);
    expect(moved(4, -1, {}, 3)).toEqual([
      [3, 0, true],
      [3, 4, false],
    ]);
  });
});
