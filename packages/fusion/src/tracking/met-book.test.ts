import { expect, test } from "vitest";
import { createMetBook, forgetMet, freeSlot, noteMet, takeSlot, timesMet } from "./met-book.ts";

test("meetings are counted in either order, up to 255", () => {
  const book = createMetBook();
  const [a, b, c] = [takeSlot(book), takeSlot(book), takeSlot(book)];
  noteMet(book, a, b);
  noteMet(book, b, a);
  expect(timesMet(book, a, b)).toBe(2);
  expect(timesMet(book, b, a)).toBe(2);
  expect(timesMet(book, a, c)).toBe(0);
  for (let k = 0; k < 300; k++) noteMet(book, b, c);
  expect(timesMet(book, b, c)).toBe(255);
});

test("who becomes somebody else has met nobody, and others have met whom they met", () => {
  const book = createMetBook();
  const [a, b, c] = [takeSlot(book), takeSlot(book), takeSlot(book)];
  noteMet(book, a, b);
  noteMet(book, b, c);
  noteMet(book, a, c);
  forgetMet(book, b);
  expect([timesMet(book, a, b), timesMet(book, b, c), timesMet(book, a, c)]).toEqual([0, 0, 1]);
});

test("a slot that was freed is given again, without its past", () => {
  const book = createMetBook();
  const [a, b] = [takeSlot(book), takeSlot(book)];
  noteMet(book, a, b);
  freeSlot(book, a);
  const next = takeSlot(book);
  expect(next).toBe(a);
  expect(timesMet(book, next, b)).toBe(0);
  expect(takeSlot(book)).not.toBe(next);
});

test("a book that grows keeps what it knows", () => {
  const book = createMetBook();
  const slots = Array.from({ length: 16 }, () => takeSlot(book));
  noteMet(book, slots[3]!, slots[15]!);
  const more = Array.from({ length: 17 }, () => takeSlot(book));
  noteMet(book, slots[3]!, more[16]!);
  expect(new Set([...slots, ...more]).size).toBe(33);
  expect(timesMet(book, slots[3]!, slots[15]!)).toBe(1);
  expect(timesMet(book, slots[3]!, more[16]!)).toBe(1);
  expect(timesMet(book, slots[4]!, more[15]!)).toBe(0);
});
