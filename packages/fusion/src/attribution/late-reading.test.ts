import { describe, expect, it } from "vitest";
import { changeOf, type Shop, shopOf } from "./attribution.fixture.ts";

const at = 10_000;
const told = { ...changeOf(at, [0, -120]), to: at };
const two = { ...changeOf(at, [0, -240]), to: at };

const eventsAfter = (shop: Shop, revise: () => void) => {
  const before = shop.events.length;
  revise();
  return shop.events.slice(before);
};

/** The change is told, and the hand that made it still watched. */
function watched(shop: Shop): void {
  shop.stage.add(told);
  shop.stage.advance(at);
}

describe("a change that a late reading revises", () => {
  it("is told as revised by a late reading, and so is the cart", () => {
    const shop = shopOf("ann");
    shop.stage.add(told);
    shop.stage.advance(at);
    expect(shop.cart("ann")).toEqual([0]);
    const events = eventsAfter(shop, () => shop.stage.revise({ told, now: two }, at + 100));
    expect(shop.cart("ann")).toEqual([0, 0]);
    expect(events).toMatchObject([
      { type: "interaction.revised", reason: "late-reading", interaction: { id: "i1", plates: [{ grams: -240 }] } },
      { type: "cart.changed", session: "ann", cause: "i1", revision: "late-reading" },
    ]);
  });

  it("is revised while the hand is still watched too, and keeps its number", () => {
    const shop = shopOf("ann");
    watched(shop);
    shop.stage.revise({ told, now: two }, at + 100);
    expect(shop.cart("ann")).toEqual([0, 0]);
    shop.stage.advance(at + 500);
    expect(shop.cart("ann")).toEqual([0, 0]);
    const ids = shop.events.flatMap((event) => ("interaction" in event ? [[event.type, event.interaction.id]] : []));
    expect(ids).toEqual([
      ["interaction.detected", "i1"],
      ["interaction.revised", "i1"],
    ]);
  });

  it("that was none leaves the cart as it was before", () => {
    const shop = shopOf("ann");
    shop.change(at - 5000, [2, -545]);
    watched(shop);
    shop.stage.revise({ told, now: undefined }, at + 100);
    expect(shop.cart("ann")).toEqual([2]);
    expect(shop.stage.state.recent).toHaveLength(1);
  });

  it("that nobody was told of yet is told as it is now", () => {
    const shop = shopOf("ann");
    shop.stage.add(told);
    shop.stage.revise({ told, now: two }, at);
    expect(shop.events).toEqual([]);
    shop.pass(at);
    expect(shop.cart("ann")).toEqual([0, 0]);
    expect(shop.events.map(({ type }) => type)).toEqual(["interaction.detected", "cart.changed"]);
  });

  it("has its reason in its explanation, and the change that it is now", () => {
    const shop = shopOf("ann");
    watched(shop);
    shop.stage.revise({ told, now: two }, at + 100);
    const account = shop.stage.state.accounts.get("i1")!;
    expect(account.revisions).toEqual([{ at: at + 100, reason: "late-reading" }]);
    expect(account.question.change).toEqual(two);
  });
});

describe("a change may be revised", () => {
  it("while it is watched, by those who have no receipt", () => {
    const shop = shopOf("ann");
    expect(shop.stage.mayRevise(told, at)).toBe(false);
    shop.stage.add(told);
    expect(shop.stage.mayRevise(told, at)).toBe(true);
    shop.stage.advance(at);
    expect(shop.stage.mayRevise(told, at)).toBe(true);
    shop.sessions.splice(0, 1);
    expect(shop.stage.mayRevise(told, at)).toBe(false);
  });

  it("no more once it is settled", () => {
    const shop = shopOf("ann");
    watched(shop);
    shop.pass(at + 400);
    expect(shop.stage.state.groups).toEqual([]);
    expect(shop.stage.mayRevise(told, at + 400)).toBe(false);
  });

  it("as long as it is open and it is known who was there, and then is weighed anew with the others", () => {
    const shop = shopOf("ann", "bob");
    watched(shop);
    shop.pass(at + 400);
    expect(shop.stage.state.groups).toHaveLength(1);
    expect(shop.stage.mayRevise(told, at + 9_500)).toBe(true);
    expect(shop.stage.mayRevise(told, at + 9_501)).toBe(false);
    const events = eventsAfter(shop, () => shop.stage.revise({ told, now: two }, at + 400));
    expect(events[0]).toMatchObject({ type: "interaction.revised", reason: "late-reading" });
    expect(shop.cart("ann").length + shop.cart("bob").length).toBe(2);
    expect(shop.stage.state.groups[0]?.questions.map(({ change }) => change)).toEqual([two]);
  });
});
