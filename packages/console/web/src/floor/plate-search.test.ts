import { describe, expect, it } from "vitest";
import { planOf } from "./geometry/plan.ts";
import { smallStore } from "./geometry/small-store.fixture.ts";
import { findPlates, mostFound } from "./plate-search.ts";

const plan = planOf(smallStore);
const find = (query: string) => findPlates(plan, query).map(({ model }) => model.id);

describe("the search for a plate", () => {
  it("finds it by its id, by words of a product's name in any case and order, and by GTIN", () => {
    expect(find("g1/s1/p2")).toEqual(["g1/s1/p2"]);
    expect(find("DRINK oat")).toEqual(["g1/s2/p1"]);
    expect(find("333948")).toEqual(["g1/s2/p1"]);
  });

  it("offers names that begin with the word before those that hold it", () => {
    expect(find("oat")).toEqual(["g1/s1/p1", "g1/s2/p1"]);
    expect(find("choc")).toEqual(["g1/s2/p1"]);
  });

  it("finds nothing for nothing and for what is not there", () => {
    expect(find("  ")).toEqual([]);
    expect(find("beer")).toEqual([]);
  });

  it("offers a bounded number", () => {
    const plates = Array.from({ length: 50 }, (_, i) => ({ ...smallStore.shelves[0]!.plates[0]!, id: `x${i}` }));
    const large = planOf({ ...smallStore, shelves: [{ id: "g1", rateHz: 20, plates }] });
    expect(findPlates(large, "x")).toHaveLength(mostFound);
  });
});
