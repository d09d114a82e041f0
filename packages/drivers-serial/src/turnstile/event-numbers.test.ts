import { describe, expect, it } from "vitest";
import { EventNumbers } from "./event-numbers.ts";

describe("the numbers of a board's events", () => {
  it("tell how many were lost between two, also across their wrap", () => {
    const numbers = new EventNumbers();
    expect([65_534, 65_535, 2, 3].map((number) => numbers.came(number))).toEqual([0, 0, 2, 0]);
  });

  it("tell how many were lost after the last, once", () => {
    const numbers = new EventNumbers();
    numbers.came(5);
    expect(numbers.last(7)).toBe(2);
    expect(numbers.last(7)).toBe(0);
    numbers.came(8);
    expect(numbers.last(7)).toBe(0);
    expect(numbers.came(9)).toBe(0);
  });

  it("begin anew with the board, and what was before the connection is not lost", () => {
    const numbers = new EventNumbers();
    expect(numbers.last(500)).toBe(0);
    expect(numbers.came(1)).toBe(0);
    expect(numbers.came(2)).toBe(0);
  });
});
