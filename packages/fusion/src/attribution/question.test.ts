import { expect, it } from "vitest";
import { optionOf, renamedKey } from "./question.ts";

const move = (session: string, product: number, count: number, part = 0) => ({
  ...{ session, part },
  items: [{ product, count }],
});

it("answers have the same key where the same sessions moved the same goods, in whatever movements and order", () => {
  const together = optionOf([move("a", 1, -2), move("b", 2, -1)]).key;
  expect(optionOf([move("a", 1, -1), move("b", 2, -1, 1), move("a", 1, -1, 2)]).key).toBe(together);
  expect(optionOf([move("b", 1, -2), move("a", 2, -1)]).key).not.toBe(together);
  expect(optionOf([move("a", 1, -2), move("b", 2, -2)]).key).not.toBe(together);
});

it("what was put back and what was taken do not cancel in a key, and halves count", () => {
  expect(optionOf([move("a", 1, 1), move("a", 1, -1)]).key).toBe("a:1+1 a:1-1");
  expect(optionOf([move("a", 1, -1)], ["i7"]).key).toBe("a:1-1 i7");
  expect(optionOf([]).key).toBe("");
});

it("when one session turns out to be another, keys are as if it had always been", () => {
  const before = optionOf([move("b", 1, -1), move("a", 1, -2), move("", 3, -1), move("b", 2, 1)], ["i7"]);
  const after = optionOf([move("a", 1, -3), move("", 3, -1), move("a", 2, 1)], ["i7"]);
  expect(renamedKey(before.key, "b", "a")).toBe(after.key);
  expect(renamedKey(before.key, "c", "a")).toBe(before.key);
  expect(["", "half", "i7"].map((key) => renamedKey(key, "b", "a"))).toEqual(["", "half", "i7"]);
});
