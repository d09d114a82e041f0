import { expect, describe as group, it } from "vitest";
import { emptyState, type StoreState } from "../../../src/wire/index.ts";
import { describe, mostListed, peopleInWords, summary, zoneOf } from "./describe.ts";
import { planOf } from "./geometry/plan.ts";
import { smallStore } from "./geometry/small-store.fixture.ts";

const plan = planOf(smallStore);
const state: StoreState = {
  ...emptyState,
  sessions: [{ id: "S-1", credential: "M-100", gate: "gate-1", openedAt: 0, persons: 1, lines: [], total: 387 }],
  devices: [
    {
      device: "cam-1",
      kind: "camera",
      status: {
        state: "offline",
        since: 0,
        reason: { code: "silent", message: "nothing for 5 s" },
        attempt: 1,
        nextRetryAt: 9,
      },
    },
  ],
};
const person = { id: 4, x: 3, y: 2, deviation: 0.123, session: "S-1" };

group("what is said about a thing on the floor", () => {
  it("tells a person's session, credential, cart, zone and how sure their place is", () => {
    const said = describe({ kind: "person", id: 4 }, plan, [person], state);
    expect(said).toEqual({ title: "Session S-1", lines: ["M-100", "0 items, €3.87", "track 4, snacks, ± 12 cm"] });
  });

  it("says of somebody without a session that nobody is known", () => {
    const said = describe({ kind: "person", id: 4 }, plan, [{ ...person, session: null }], state);
    expect(said?.title).toBe("Nobody known");
  });

  it("tells a plate's products with prices, its shelf and level", () => {
    const said = describe({ kind: "plate", id: "g1/s2/p1" }, plan, [], state);
    expect(said).toEqual({
      title: "Plate g1/s2/p1",
      lines: ["Chocolate oat drink, €2.49", "shelf g1, level 2 of 2"],
    });
    const empty = describe({ kind: "plate", id: "g1/s1/p2" }, plan, [], state);
    expect(empty?.lines[0]).toBe("nothing in the planogram");
  });

  it("tells why a device does not work", () => {
    const said = describe({ kind: "camera", id: "cam-1" }, plan, [], state);
    expect(said?.lines).toEqual(["1000 × 800, 10 a second, 3.0 m high", "offline: nothing for 5 s"]);
  });

  it("says nothing of what is not there any more", () => {
    expect(describe({ kind: "person", id: 9 }, plan, [person], state)).toBeUndefined();
    expect(describe({ kind: "plate", id: "x" }, plan, [], state)).toBeUndefined();
  });
});

group("the floor in words", () => {
  it("sums up who and what is there", () => {
    const stranger = { ...person, id: 5, session: null };
    expect(summary(smallStore, { people: [person, stranger] })).toBe(
      "Floor of small: 2 people, 1 session, 1 shelf, 3 plates, 1 camera, 1 gate",
    );
  });

  it("lists people by session and zone, strangers last", () => {
    const stranger = { ...person, id: 5, session: null, x: 0.5 };
    expect(peopleInWords(plan, [stranger, person])).toEqual(["S-1: snacks", "nobody known (track 5): all"]);
  });

  it("ends a long list with how many more there are", () => {
    const crowd = Array.from({ length: mostListed + 5 }, (_, id) => ({ ...person, id }));
    expect(peopleInWords(plan, crowd)).toHaveLength(mostListed + 1);
    expect(peopleInWords(plan, crowd).at(-1)).toBe("and 5 more");
  });

  it("names the narrowest zone", () => {
    expect(zoneOf(plan, 3, 2)).toBe("snacks");
    expect(zoneOf(plan, 5, 2)).toBe("all");
    expect(zoneOf(plan, 9, 9)).toBeUndefined();
  });
});
