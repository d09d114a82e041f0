import { describe, expect, it } from "vitest";
import { changeOf, shopOf } from "./attribution.fixture.ts";

const types = (events: readonly { readonly type: string }[]): string[] => events.map(({ type }) => type);

describe("a change", () => {
  it("is in the nearest shopper's cart as soon as it is told, and settled when the hand has left", () => {
    const shop = shopOf("a", "b");
    shop.near.set("b", -20);
    shop.stage.add(changeOf(1000, [0, -120]));
    shop.pass(1000);
    expect(shop.cart("a")).toEqual([0]);
    expect(shop.sessions[0]?.units[0]).toMatchObject({ provisionalAt: 1000, settledAt: -1 });
    expect(types(shop.events)).toEqual(["interaction.detected", "cart.changed"]);
    shop.pass(1199);
    expect(shop.sessions[0]?.units[0]?.settledAt).toBe(-1);
    expect(shop.stage.pendingSince()).toBe(500);
    shop.pass(1200);
    expect(shop.stage.pendingSince()).toBeUndefined();
    expect(shop.stage.state.fresh).toEqual([]);
  });

  it("is revised when the hand that leaves shows that it was somebody else's", () => {
    const shop = shopOf("a", "b");
    shop.near.set("b", -3);
    shop.stage.add(changeOf(1000, [0, -120]));
    shop.pass(1000);
    shop.near.set("a", -9);
    shop.pass(1200);
    expect([shop.cart("a"), shop.cart("b")]).toEqual([[], [0]]);
    expect(types(shop.events).slice(2)).toEqual(["interaction.revised", "cart.changed", "cart.changed"]);
    expect(shop.events.at(-1)).toMatchObject({ session: "b", cause: "i1", revision: "later-evidence" });
    expect(shop.sessions[1]?.units[0]).toMatchObject({ provisionalAt: 1200, settledAt: 1200 });
  });

  it("asks for a look where it is nearly as likely another's", () => {
    const shop = shopOf("a", "b");
    shop.near.set("b", -0.2);
    shop.change(1000, [0, -120]);
    expect(shop.sessions[0]?.units[0]).toMatchObject({ review: true });
    expect(shop.sessions[0]?.units[0]?.confidence).toBeCloseTo(1 / (1 + Math.exp(-0.2)), 1);
  });

  it("of staff is nobody's purchase", () => {
    const shop = shopOf("a");
    shop.sessions[0]!.staff = true;
    shop.change(1000, [0, -120]);
    expect(shop.cart("a")).toEqual([]);
    expect(types(shop.events)).toEqual(["interaction.detected"]);
  });
});

it("what staff bring is stock, not something that a shopper beside them puts back", () => {
  const shop = shopOf("shopper", "staff");
  shop.near.set("staff", -20);
  shop.change(1000, [0, -120]);
  shop.near.set("staff", 0).set("shopper", -1);
  shop.sessions[1]!.staff = true;
  shop.change(9000, [0, 480]);
  expect(shop.cart("shopper")).toEqual([0]);
});

describe("who puts something back", () => {
  it("had it: what was believed of the taking is revised", () => {
    const shop = shopOf("a", "b");
    shop.near.set("b", -1);
    shop.change(1000, [0, -120]);
    expect([shop.cart("a"), shop.cart("b")]).toEqual([[0], []]);
    shop.near.set("b", 0).set("a", -8);
    shop.change(5000, [0, 120]);
    expect([shop.cart("a"), shop.cart("b")]).toEqual([[], []]);
    expect(shop.events.some((event) => event.type === "interaction.revised" && event.interaction.id === "i1")).toBe(
      true,
    );
  });

  it("is who holds it, even if another stands a little nearer", () => {
    const shop = shopOf("owner", "other");
    shop.near.set("other", -20);
    shop.change(1000, [0, -120]);
    shop.near.set("other", 0).set("owner", -2);
    shop.change(9000, [0, 120]);
    expect(shop.cart("owner")).toEqual([]);
  });

  it("puts back the unit that weighs what comes back, among things that weigh nearly the same", () => {
    const shop = shopOf("a");
    shop.change(1000, [0, -121.5]);
    shop.change(5000, [4, -123]);
    shop.change(9000, [2, 121.6]);
    expect(shop.cart("a")).toEqual([4]);
    expect(shop.stage.state.groups.length + shop.stage.state.base.misplaced.length).toBeGreaterThan(0);
  });
});

describe("what was put back in the wrong place", () => {
  it("is taken from there by the next shopper", () => {
    const shop = shopOf("a", "b");
    shop.near.set("b", -20);
    shop.change(1000, [2, -545]);
    shop.change(5000, [0, 545]);
    expect(shop.cart("a")).toEqual([]);
    shop.near.set("b", 0).set("a", -20);
    shop.change(30_000, [0, -545]);
    expect(shop.cart("b")).toEqual([2]);
    expect(shop.stage.state.base.misplaced).toEqual([]);
  });
});

describe("halves of one movement", () => {
  it("are told together: a hand that leans before it takes", () => {
    const shop = shopOf("a");
    shop.change(1000, [0, 61]);
    expect(shop.cart("a")).toEqual([]);
    expect(shop.stage.pendingSince()).toBe(500);
    shop.change(3000, [0, -181]);
    expect(shop.cart("a")).toEqual([0]);
    shop.pass(7000);
    expect(shop.stage.pendingSince()).toBeUndefined();
  });

  it("wait four seconds before the best of bad explanations is told, and are remembered for fifteen", () => {
    const shop = shopOf("a");
    shop.change(1000, [0, 61]);
    shop.pass(4900);
    expect(shop.stage.pendingSince()).toBe(500);
    shop.pass(5500);
    expect(shop.stage.pendingSince()).toBeUndefined();
    expect(shop.stage.state.groups).toHaveLength(1);
    shop.pass(16_600);
    expect(shop.stage.state.groups).toHaveLength(0);
  });

  it("are one person's", () => {
    const shop = shopOf("a", "b");
    shop.near.set("b", -20);
    shop.change(1000, [0, 61]);
    shop.near.set("b", 0).set("a", -20);
    shop.change(3000, [0, -181]);
    expect(shop.cart("a")).toEqual([]);
  });
});

describe("two hands in one change", () => {
  it("are told apart by the plates", () => {
    const shop = shopOf("a");
    shop.change(1000, [2, -545], [3, -240]);
    expect(shop.cart("a").toSorted()).toEqual([2, 3]);
  });

  it("are two people's where one puts back what they took, while that is still open, and the other takes more", () => {
    const shop = shopOf("a", "b");
    shop.near.set("b", -4);
    shop.change(1000, [0, -120]);
    expect(shop.stage.state.groups).toHaveLength(1);
    shop.near.set("b", 0).set("a", -1);
    shop.change(9000, [2, -545], [1, 120]);
    expect([shop.cart("a"), shop.cart("b")]).toEqual([[], [2]]);
  });

  it("are told apart by steps in time: one puts back what the other takes", () => {
    const shop = shopOf("a");
    shop.change(1000, [0, -120]);
    const both = changeOf(5000, [0, -425]);
    const steps = [
      { at: 4550, delta: 120, variance: 4 },
      { at: 4750, delta: -545, variance: 4 },
    ];
    shop.add({ ...both, plates: [{ plate: 2, delta: -425, variance: 1 }], steps });
    expect(shop.cart("a")).toEqual([2]);
  });
});

describe("an explanation of a line", () => {
  it("tells what was measured, who was near, what else it may have been, and what was revised", () => {
    const shop = shopOf("a", "b");
    shop.near.set("b", -1);
    const curve = { at: 500, dt: 50, grams: [0, -60, -120] };
    shop.add({ ...changeOf(1000, [0, -120]), curve });
    const line = shop.stage.explain("a/p0") ?? shop.stage.explain(`a/${gtinOf(shop)}`);
    const [unit] = line?.units ?? [];
    expect(line).toMatchObject({ session: "a", line: { quantity: 1 } });
    expect(unit).toMatchObject({ curve, revisions: [], interaction: { id: "i1", kind: "pick" } });
    expect(unit?.candidates.map(({ session }) => session)).toEqual(["a", "b"]);
    expect(unit?.alternatives[0]).toMatchObject({ session: "a", items: [{ count: -1 }] });
    const sum = unit?.alternatives.reduce((all, { probability }) => all + probability, 0);
    expect(sum).toBeCloseTo(1, 6);
  });

  it("is kept when the receipt is written, for the last 200 of them", () => {
    const shop = shopOf("a");
    shop.change(1000, [0, -120]);
    const id = `a/${gtinOf(shop)}`;
    const before = shop.stage.explain(id);
    shop.stage.issued(shop.sessions[0]!);
    shop.sessions.pop();
    shop.pass(2000);
    expect(shop.stage.explain(id)).toEqual(before);
    const other = shopOf(...Array.from({ length: 201 }, (_, k) => `s${k}`));
    for (const session of other.sessions) other.stage.issued(session);
    expect(other.stage.state.explained.size).toBe(200);
    expect(other.stage.state.explained.has("s0")).toBe(false);
  });

  it("is nothing for a line that is in no cart", () => {
    expect(shopOf("a").stage.explain("a/4711")).toBeUndefined();
    expect(shopOf("a").stage.explain("nobody/4711")).toBeUndefined();
  });
});

it("sessions that are over are forgotten with what only they could have done", () => {
  const shop = shopOf("a", "b");
  shop.change(1000, [0, -120]);
  expect(shop.stage.state.groups).toHaveLength(1);
  shop.sessions.splice(0);
  shop.pass(2000);
  expect(shop.stage.state).toMatchObject({ groups: [], accounts: new Map() });
  shop.pass(3000);
  expect(shop.stage.state.base.carts.size).toBe(0);
});

function gtinOf(shop: ReturnType<typeof shopOf>): string {
  const [event] = shop.events.filter((each) => each.type === "cart.changed");
  return event?.type === "cart.changed" ? (event.lines[0]?.gtin ?? "") : "";
}
