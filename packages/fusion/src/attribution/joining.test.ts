import { expect, it } from "vitest";
import { shopOf } from "./attribution.fixture.ts";

it("goods of a session that turns out to be another's go over to it, settled and open ones, and its cart says why", () => {
  const shop = shopOf("a", "b", "c");
  const { near, stage, events } = shop;
  near.set("a", -20);
  near.set("c", -20);
  shop.change(1000, [0, -120]);
  shop.pass(60_000);
  near.set("c", -0.5);
  shop.change(61_000, [2, -545]);
  near.set("a", 0);
  near.set("b", -20);
  shop.change(62_000, [3, -240]);
  expect([shop.cart("a"), shop.cart("b")]).toEqual([[3], [0, 2]]);
  events.length = 0;
  stage.joined("b", "a", 63_000);
  expect(shop.cart("a")).toEqual([0, 2, 3]);
  expect(events).toMatchObject([{ type: "cart.changed", session: "a", cause: "i2", revision: "binding" }]);
  shop.sessions.splice(1, 1);
  const told = JSON.stringify([
    stage.state.base.carts.get("a"),
    stage.state.groups,
    [...stage.state.accounts.values()],
  ]);
  expect(told).not.toContain('"b"');
  expect(told).not.toContain("b:");
  expect([...stage.state.accounts.values()].map(({ witnesses }) => witnesses.map(({ session }) => session))).toEqual([
    ["a", "c"],
    ["a", "c"],
    ["a", "c"],
  ]);
  expect(stage.state.base.carts.has("b")).toBe(false);
  stage.joined("c", "a", 63_500);
  shop.pass(70_000);
  expect(shop.cart("a")).toEqual([0, 2, 3]);
  stage.issued(shop.sessions[0]!);
  expect(shop.sessions[0]?.units.map(({ confidence }) => confidence > 0.95)).toEqual([true, true, true]);
});

it("two ways that differ only in which of two sessions did it are one once these are one", () => {
  const shop = shopOf("a", "b", "c");
  shop.near.set("c", -1);
  shop.change(1000, [0, -120]);
  const before = shop.stage.state.groups[0]!;
  expect(before.worlds.length).toBeGreaterThan(2);
  const costs = new Map(before.questions[0]!.who);
  shop.stage.joined("b", "a", 1500);
  const after = shop.stage.state.groups[0]!;
  expect(after.worlds.length).toBeLessThan(before.worlds.length + 1);
  expect(new Set(after.worlds.map(({ answers }) => answers[0]!.key)).size).toBe(after.worlds.length);
  expect(after.questions[0]!.who.map(([session]) => session)).not.toContain("b");
  expect(new Map(after.questions[0]!.who).get("a")).toBe(Math.min(costs.get("a")!, costs.get("b")!));
});

it("a session that holds nothing goes over without a word", () => {
  const shop = shopOf("a", "b");
  shop.stage.joined("b", "a", 1000);
  expect(shop.events).toEqual([]);
});
