import { describe, expect, it } from "vitest";
import { LabelSpace } from "./labels.ts";

describe("the room for labels", () => {
  it("refuses a label that would cover another, and takes one beside it", () => {
    const space = new LabelSpace();
    expect(space.take(0, 0, 40, 12)).toBe(true);
    expect(space.take(39, 11, 40, 12)).toBe(false);
    expect(space.take(40, 0, 40, 12)).toBe(true);
  });

  it("is empty again after it was cleared", () => {
    const space = new LabelSpace();
    space.take(0, 0, 40, 12);
    space.clear();
    expect(space.take(0, 0, 40, 12)).toBe(true);
  });

  it("holds a bounded number of labels", () => {
    const space = new LabelSpace();
    const taken = Array.from({ length: 1_000 }, (_, i) => space.take(i * 10, 0, 5, 5)).filter(Boolean);
    expect(taken).toHaveLength(400);
  });
});
