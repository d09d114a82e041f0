import { describe, expect, it } from "vitest";
import type { Mark } from "../../../src/wire/index.ts";
import { createMarkList, markFrom } from "./marks.ts";

const mark = (t: number, kind: Mark["kind"] = "pick", text = "1 × Oat Bar"): Mark => ({ t, at: t, kind, text });

describe("the marks of the tape", () => {
  it("are kept once, though a new stream tells them all again", () => {
    const marks = createMarkList();
    expect(marks.add([mark(1), mark(2)])).toBe(true);
    expect(marks.add([mark(1), mark(2)])).toBe(false);
    expect(marks.add([mark(2, "review"), mark(3)])).toBe(true);
    expect(marks.list().map(({ t, kind }) => `${t} ${kind}`)).toEqual(["1 pick", "2 pick", "2 review", "3 pick"]);
  });

  it("stand in order of time, however they come", () => {
    const marks = createMarkList();
    marks.add([mark(5), mark(3)]);
    marks.add([mark(4)]);
    marks.add([mark(6), mark(7)]);
    expect(marks.list().map(({ t }) => t)).toEqual([3, 4, 5, 6, 7]);
  });

  it("go when the tape no longer holds them, and may come again", () => {
    const marks = createMarkList();
    marks.add([mark(1), mark(2), mark(3)]);
    expect(marks.dropBefore(3)).toBe(true);
    expect(marks.list()).toEqual([mark(3)]);
    expect(marks.dropBefore(3)).toBe(false);
    expect(marks.add([mark(1)])).toBe(true);
  });

  it("are bounded", () => {
    const marks = createMarkList();
    marks.add(Array.from({ length: 100_010 }, (_, t) => mark(t)));
    expect(marks.list()).toHaveLength(100_000);
    expect(marks.list()[0]?.t).toBe(10);
  });

  it("are found before and after a moment by their kind", () => {
    const list = [mark(1), mark(2, "review"), mark(3), mark(4, "revision")];
    expect(markFrom(list, 2, 1, ["pick"])?.t).toBe(3);
    expect(markFrom(list, 2, 1, ["review", "revision"])?.t).toBe(4);
    expect(markFrom(list, 3, -1, ["pick"])?.t).toBe(1);
    expect(markFrom(list, 4, 1, ["pick"])).toBeUndefined();
  });
});
