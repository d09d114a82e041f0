import { expect, it } from "vitest";
import type { Evidence } from "../../../src/wire/index.ts";
import { chartSpan } from "./chart-span.ts";

it("both charts span all that was measured, and two seconds to each side at least", () => {
  const evidence: Evidence = {
    interaction: {
      id: "i",
      kind: "pick",
      shelf: "g",
      plates: [],
      from: 10_000,
      to: 10_400,
      products: [],
      sessions: [],
    },
    t: 11_000,
    curves: [],
    reach: [],
    steps: [],
    complete: false,
  };
  expect(chartSpan(evidence)).toEqual([-2, 2]);
  const curves = [
    { plate: "p1", t: [7_000, 11_000], grams: [0, 0] },
    { plate: "p2", t: [], grams: [] },
  ];
  const reach = [{ person: 1, session: null, t: [9_000, 13_500], distance: [1, 1], hand: [false, false] }];
  expect(chartSpan({ ...evidence, curves, reach })).toEqual([-3, 3.5]);
});
