import { describe, expect, it } from "vitest";
import type { Mark } from "../../../src/wire/index.ts";
import { binMarks, binWidth, firstFrom, markNear } from "./bins.ts";

const mark = (t: number, kind: Mark["kind"] = "pick", session = "S-1"): Mark => ({
  t,
  at: t,
  kind,
  text: kind,
  session,
});
const span = { from: 0, to: 1_000 };

describe("the ticks of the time line", () => {
  it("stand in the lane of their kind, where their time is", () => {
    const bins = binMarks([mark(0, "opened"), mark(500), mark(900, "review")], span, 1_000);
    expect(bins.sessions).toMatchObject([{ x: 0, count: 1, session: "S-1" }]);
    expect(bins.interactions).toMatchObject([{ x: 498, kind: "pick" }]);
    expect(bins.looks).toMatchObject([{ x: 900, kind: "review" }]);
  });

  it("are as many as fit, however many marks there are", () => {
    const marks = Array.from({ length: 50_000 }, (_, i) => mark(i / 50, i % 2 ? "pick" : "return"));
    const { interactions } = binMarks(marks, span, 300);
    expect(interactions).toHaveLength(300 / binWidth);
    expect(interactions.reduce((sum, { count }) => sum + count, 0)).toBe(50_000);
  });

  it("show what matters most of those that fall together, and no session where they have several", () => {
    const { looks } = binMarks([mark(10, "revision"), mark(10, "device"), mark(10, "review", "S-2")], span, 300);
    expect(looks).toMatchObject([{ count: 3, kind: "device", session: null }]);
  });

  it("leave out what is not in sight", () => {
    const bins = binMarks([mark(5), mark(50), mark(500)], { from: 10, to: 100 }, 300);
    expect(bins.interactions).toHaveLength(1);
  });
});

describe("the mark under the pointer", () => {
  it("is the nearest one within reach", () => {
    const marks = [mark(100), mark(110, "return"), mark(400)];
    expect(markNear(marks, span, 1_000, 107, 6)?.kind).toBe("return");
    expect(markNear(marks, span, 1_000, 103, 6)?.kind).toBe("pick");
    expect(markNear(marks, span, 1_000, 300, 6)).toBeUndefined();
  });
});

describe("the first mark from a moment on", () => {
  it("is found among marks of the same time", () => {
    const marks = [mark(1), mark(2), mark(2), mark(3)];
    expect(firstFrom(marks, 2)).toBe(1);
    expect(firstFrom(marks, 2.5)).toBe(3);
    expect(firstFrom(marks, 9)).toBe(4);
    expect(firstFrom([], 0)).toBe(0);
  });
});
