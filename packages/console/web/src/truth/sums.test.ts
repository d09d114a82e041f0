import { describe, expect, it } from "vitest";
import type { JudgedItem } from "../../../src/wire/index.ts";
import { groupFaults, sumUp } from "./sums.ts";

function item(verdict: JudgedItem["verdict"], quantity = 1, t = 0): JudgedItem {
  return { verdict, gtin: "1", name: "Milk", quantity, t, why: verdict === "right" ? "" : "because" };
}

describe("the sums of what was judged", () => {
  it("count unit by unit, whatever was wrong with what was booked", () => {
    const judged = [
      item("right", 7),
      item("wrong-product"),
      item("wrong-shopper"),
      item("invented", 2),
      item("missed", 2),
    ];
    expect(sumUp(judged)).toEqual({ right: 7, wrong: 4, missed: 2, f1: 14 / 20 });
  });

  it("are perfect where nothing was taken and nothing booked", () => {
    expect(sumUp([])).toEqual({ right: 0, wrong: 0, missed: 0, f1: 1 });
    expect(sumUp([item("invented")]).f1).toBe(0);
  });
});

describe("the groups of faults", () => {
  it("leave out what is right, follow an order of their own and go by time", () => {
    const judged = [item("missed", 1, 5), item("right"), item("missed", 1, 2), item("wrong-product")];
    expect(groupFaults(judged).map(({ verdict, items }) => [verdict, items.map(({ t }) => t)])).toEqual([
      ["wrong-product", [0]],
      ["missed", [2, 5]],
    ]);
  });
});
