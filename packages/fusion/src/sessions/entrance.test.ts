import { expect, it } from "vitest";
import { addPassage, type Entry, findEntry, type Passage } from "./entrance.ts";

it("a passage that comes again within 0.3 s, at the same gate and in the same direction, is one", () => {
  const passages: Passage[] = [];
  const add = (at: number, gate = 0, direction: "in" | "out" = "in"): boolean =>
    addPassage(passages, { gate, at, direction });
  expect([add(1000), add(1299), add(701), add(1000, 1), add(1000, 0, "out"), add(1300), add(700)]).toEqual([
    true,
    false,
    false,
    true,
    true,
    true,
    true,
  ]);
  expect(passages).toHaveLength(5);
});

it("64 passages are remembered, the oldest is forgotten first", () => {
  const passages: Passage[] = [];
  for (let n = 0; n < 64; n++) addPassage(passages, { gate: 0, at: 1000 * n, direction: "in" });
  expect([passages.length, passages[0]?.at]).toEqual([64, 0]);
  addPassage(passages, { gate: 0, at: 64_000, direction: "in" });
  expect([passages.length, passages[0]?.at]).toEqual([64, 1000]);
});

it("a crossing goes to the nearest entry of its gate within 2.5 s that lacks one, and so does a passage", () => {
  const entry = (at: number, track: number, passed: boolean, gate = 0): Entry => ({ gate, at, track, passed });
  const seen = entry(5000, 0, false);
  const told = entry(6000, -1, true);
  const other = entry(5100, -1, false, 1);
  const find = (at: number, lacks: "track" | "passage") => findEntry([seen, told, other], 0, at, lacks);
  expect([find(5000, "track"), find(5000, "passage")]).toEqual([told, seen]);
  expect([find(8500, "track"), find(8501, "track")]).toEqual([told, undefined]);
  expect([find(2500, "passage"), find(2499, "passage")]).toEqual([seen, undefined]);
  expect(findEntry([seen, told, other], 1, 5000, "track")).toBe(other);
});

it("of two entries the nearer in time, of two as near the earlier one", () => {
  const entries: Entry[] = [1000, 2000, 3000].map((at) => ({ gate: 0, at, track: -1, passed: false }));
  expect([1400, 1600, 2500, 1500].map((at) => findEntry(entries, 0, at, "track")?.at)).toEqual([
    1000, 2000, 2000, 1000,
  ]);
});
