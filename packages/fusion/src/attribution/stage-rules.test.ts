import { describe, expect, it } from "vitest";
import { changeOf, type Shop, shopOf } from "./attribution.fixture.ts";

const fresh = (shop: Shop): string[] => shop.stage.state.fresh.map(({ question }) => question.id);
const lines = (shop: Shop): string[] =>
  shop.events.flatMap((event) => (event.type === "cart.changed" ? [event.lines.map(({ id }) => id)] : [])).at(-1) ?? [];

describe("changes whose hands are still watched", () => {
  it("are weighed as their hands leave, not as they were told", () => {
    const shop = shopOf("a");
    shop.stage.add({ ...changeOf(1000, [0, -120]), to: 900 });
    shop.stage.add({ ...changeOf(1100, [2, -545]), to: 500 });
    shop.stage.add({ ...changeOf(1100, [3, -240]), to: 900 });
    shop.pass(1099);
    expect(fresh(shop)).toEqual(["i2", "i1", "i3"]);
    shop.pass(1100);
    expect(fresh(shop)).toEqual(["i1", "i3"]);
    shop.pass(1300);
    expect(fresh(shop)).toEqual([]);
  });

  it("are waited for since the oldest of them began, told or not", () => {
    const shop = shopOf("a");
    shop.stage.add({ ...changeOf(1000, [0, -120]), from: 300 });
    shop.stage.add({ ...changeOf(1000, [2, -545]), from: 400 });
    expect(shop.stage.pendingSince()).toBe(300);
    shop.stage.add({ ...changeOf(1000, [3, -240]), from: 200 });
    expect(shop.stage.pendingSince()).toBe(200);
    shop.pass(1000);
    expect(shop.stage.pendingSince()).toBe(200);
  });

  it("are remembered with others for what hands were at, the newest 32", () => {
    const shop = shopOf("a");
    for (let at = 1; at <= 33; at++) shop.stage.add(changeOf(at, [0, -120]));
    expect(shop.stage.state.recent.map(({ decidedAt }) => decidedAt)).toEqual(
      Array.from({ length: 32 }, (_, k) => k + 2),
    );
  });
});

describe("an interaction that is revised", () => {
  it("says why, and its explanation says when and what is believed now", () => {
    const shop = shopOf("a", "b");
    shop.near.set("b", -3);
    shop.stage.add(changeOf(1000, [0, -120]));
    shop.pass(1000);
    const [line] = lines(shop);
    expect(shop.stage.explain(line!)?.units[0]).toMatchObject({ revisions: [], candidates: [] });
    shop.near.set("a", -9);
    shop.pass(1200);
    expect(shop.events.find(({ type }) => type === "interaction.revised")).toMatchObject({ reason: "later-evidence" });
    const [unit] = shop.stage.explain(line!.replace("a/", "b/"))!.units;
    expect(unit).toMatchObject({ revisions: [{ at: 1200, reason: "later-evidence" }] });
    expect(unit!.alternatives[0]).toMatchObject({ session: "b" });
    expect(unit!.candidates.map(({ session }) => session)).toEqual(["b", "a"]);
  });

  it("is the cause of what changes in carts, whatever showed that it was otherwise", () => {
    const shop = shopOf("a", "b");
    shop.near.set("b", -1);
    shop.change(1000, [0, -120]);
    shop.change(2000, [2, -545]);
    shop.near.set("b", 0).set("a", -8);
    shop.events.length = 0;
    shop.change(5000, [0, 120]);
    const causes = shop.events.flatMap((event) => (event.type === "cart.changed" ? [event.cause] : []));
    expect(new Set(causes)).toEqual(new Set(["i1"]));
  });
});

describe("lines of one cart", () => {
  it("are explained each by its own units", () => {
    const shop = shopOf("a");
    shop.change(1000, [0, -120]);
    shop.change(5000, [2, -545]);
    const ids = lines(shop);
    expect(ids).toHaveLength(2);
    for (const [k, id] of ids.entries()) {
      const found = shop.stage.explain(id);
      expect([found?.line.id, found?.units.map(({ interaction }) => interaction.id)]).toEqual([id, [`i${k + 1}`]]);
    }
  });
});

describe("what is over", () => {
  it("is forgotten alone: who is still there keeps their cart, and what is open stays open", () => {
    const shop = shopOf("a", "b", "c");
    for (const id of ["b", "c"]) shop.near.set(id, -20);
    shop.change(1000, [0, -120]);
    shop.near.set("b", 0).set("a", -20);
    shop.change(2000, [2, -545]);
    shop.near.set("b", -20).set("a", -0.5).set("c", 0);
    shop.change(30_000, [3, -240]);
    shop.pass(31_000);
    expect([...shop.stage.state.base.carts.keys()].toSorted()).toEqual(["a", "b"]);
    expect(shop.stage.state.groups).toHaveLength(1);
    shop.sessions.splice(1, 1);
    shop.pass(32_000);
    expect([...shop.stage.state.base.carts.keys()]).toEqual(["a"]);
    expect(shop.stage.state.groups).toHaveLength(1);
    expect([...shop.stage.state.accounts.keys()]).toEqual(["i1", "i3"]);
  });

  it("and was done by strangers alone is forgotten after 15 s, not before", () => {
    const shop = shopOf();
    shop.change(1000, [0, 61]);
    expect(shop.stage.state.groups).toHaveLength(1);
    shop.pass(15_900);
    expect(shop.stage.state.groups).toHaveLength(1);
    shop.pass(16_500);
    expect([shop.stage.state.groups, [...shop.stage.state.accounts]]).toEqual([[], []]);
  });

  it("is not what has just been told: its account is kept while the hand is watched", () => {
    const shop = shopOf("a");
    shop.sessions[0]!.staff = true;
    shop.stage.add(changeOf(1000, [0, -120]));
    shop.pass(1000);
    expect([...shop.stage.state.accounts.keys()]).toEqual(["i1"]);
  });
});
