import { describe, expect, it } from "vitest";
import { accuracyBars, accuracyTable, honestyTable, type Measured, nothing, receiptDelays, together } from "./index.ts";

const score = { tp: 9, fp: 1, fn: 1, exact: 1, sessions: 2, units: [] };
const tracks = { gtN: 100, prN: 100, fp: 1, fn: 2, sw: 1, err: 5, hit: 98, idtp: 97 };
const one: Measured = { score, tracks, delays: [1000, 3000], storeSeconds: 100, process: 1, engine: 0.1 };

describe("what is measured of scenes", () => {
  it("adds up over scenes, tracks only where people are seen", () => {
    const both = together(together(nothing, one), { ...one, tracks: undefined });
    expect(both).toMatchObject({ storeSeconds: 200, process: 2, score: { tp: 18, sessions: 4 } });
    expect(both.tracks).toEqual(tracks);
    expect(together(one, one).tracks?.idtp).toBe(194);
  });

  it("stands in tables with a row for each", () => {
    expect(
      accuracyTable(new Map([["rush", one]]))
        .at(-1)
        ?.split(/ {2,}/),
    ).toEqual(["rush", "90.00", "9/1/1", "1/2", "96.0", "97.0", "100", "1000"]);
    expect(honestyTable(new Map([["rush", one]])).at(-1)).toContain("3.00 / 3.00");
  });

  it("is held against what is promised for the family", () => {
    const families = new Map([
      ["rush-cams", one],
      ["all", one],
    ]);
    const bars = accuracyBars(new Map([["market-2", one]]), families);
    const value = (what: string) => bars.find((bar) => bar.what === what);
    expect(value("F1 of rush-cams")).toMatchObject({ value: 90, atLeast: 93 });
    expect(value("F1 of all")).toMatchObject({ atLeast: 98 });
    expect(value("MOTA of rush-cams")).toMatchObject({ atLeast: 95 });
    expect(value("IDF1 of market-2")).toMatchObject({ atLeast: 97 });
    expect(value("receipt after the exit, p95")).toMatchObject({ value: 3, atMost: 5 });
    expect(value("market-2, engine alone")).toMatchObject({ value: 1000, atLeast: 500 });
  });
});

describe("how late receipts are", () => {
  it("is counted from the true exit, visit by visit", () => {
    const visit = { persons: ["p"], enteredAt: 0, items: [] };
    const real = [
      { ...visit, credential: "A", exitedAt: 1000 },
      { ...visit, credential: "A", exitedAt: 9000 },
      { ...visit, credential: null, exitedAt: 500 },
      { ...visit, credential: "B", exitedAt: 500 },
    ];
    const issued = [
      { at: 2500, credential: "A", exitedAt: 1100 },
      { at: 9700, credential: "A", exitedAt: 8900 },
    ];
    expect(receiptDelays(real, issued)).toEqual([1500, 700]);
  });
});
