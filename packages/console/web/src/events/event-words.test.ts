import { describe, expect, it } from "vitest";
import type { Mark } from "../../../src/wire/index.ts";
import { emptyWords, eventsAround, mostRows } from "./event-words.ts";

const mark = (t: number, kind: Mark["kind"] = "pick", text = "1 × Oat Bar"): Mark => ({
  t,
  at: t,
  kind,
  text,
  session: "S-1",
});

describe("the list of events", () => {
  it("shows those around the shown moment, and which of them are past", () => {
    const marks = Array.from({ length: 10_000 }, (_, t) => mark(t));
    const { rows, past } = eventsAround(marks, 5_000, "all", "");
    expect(rows).toHaveLength(mostRows);
    expect(rows[past - 1]?.t).toBe(5_000);
    expect(rows[past]?.t).toBe(5_001);
  });

  it("keeps to the kind that is asked for", () => {
    const marks = [mark(1), mark(2, "review"), mark(3, "receipt"), mark(4, "device"), mark(5, "revision")];
    expect(eventsAround(marks, 3, "looks", "").rows.map(({ t }) => t)).toEqual([2, 5]);
    expect(eventsAround(marks, 3, "devices", "").rows.map(({ t }) => t)).toEqual([4]);
  });

  it("finds words whatever their case", () => {
    const marks = [mark(1, "pick", "1 × Oat Bar"), mark(2, "pick", "2 × Rye Crisps")];
    expect(eventsAround(marks, 9, "all", " rye ").rows.map(({ t }) => t)).toEqual([2]);
    expect(eventsAround(marks, 9, "all", "s-1").rows).toHaveLength(2);
    expect(eventsAround(marks, 9, "all", "nothing").rows).toEqual([]);
  });

  it("says why it is empty", () => {
    expect(emptyWords("all", " tea ", true)).toBe("Nothing matches “tea”.");
    expect(emptyWords("all", "", true)).toContain("still being read");
    expect(emptyWords("all", "", false)).toBe("Nothing has happened yet.");
    expect(emptyWords("devices", "", false)).toBe("Nothing of that kind has happened yet.");
  });
});
