import fc from "fast-check";
import { expect, test } from "vitest";
import { createMetBook, forgetMet, freeSlot, type MetBook, noteMet, takeSlot, timesMet } from "./met-book.ts";

/** One scan shows the tracks of these slots. */
const together = (book: MetBook, ...slots: number[]): void =>
  noteMet(
    book,
    slots.map((slot) => ({ slot })),
  );

test("scans that show two are counted, in either order, up to three", () => {
  const book = createMetBook();
  const [a, b, c] = [takeSlot(book), takeSlot(book), takeSlot(book)];
  const counts = [1, 2, 3, 4, 5].map(() => {
    together(book, b, a);
    return [timesMet(book, a, b), timesMet(book, b, a), timesMet(book, a, c), timesMet(book, c, b)];
  });
  expect(counts).toEqual([1, 2, 3, 3, 3].map((times) => [times, times, 0, 0]));
});

test("as many scans are counted of each two as showed both, of whoever was not forgotten", () => {
  const scans = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 69 }), { maxLength: 12 }), { maxLength: 12 });
  fc.assert(
    fc.property(scans, (shown) => {
      const book = createMetBook();
      for (let slot = 0; slot < 70; slot++) takeSlot(book);
      for (const slots of shown) together(book, ...slots);
      forgetMet(book, 40);
      for (let a = 0; a < 70; a++) {
        for (let b = 0; b < 70; b++) {
          if (a === b) continue;
          const both = shown.filter((slots) => slots.includes(a) && slots.includes(b)).length;
          expect(timesMet(book, a, b)).toBe(a === 40 || b === 40 ? 0 : Math.min(3, both));
        }
      }
    }),
    { numRuns: 30 },
  );
});

test("who becomes somebody else has met nobody, and others have met whom they met", () => {
  const book = createMetBook();
  const [a, b, c] = [takeSlot(book), takeSlot(book), takeSlot(book)];
  together(book, a, b);
  together(book, b, c);
  together(book, a, c);
  forgetMet(book, b);
  expect([timesMet(book, a, b), timesMet(book, b, c), timesMet(book, a, c)]).toEqual([0, 0, 1]);
});

test("a slot that was freed is given again, without its past", () => {
  const book = createMetBook();
  const [a, b] = [takeSlot(book), takeSlot(book)];
  together(book, a, b);
  freeSlot(book, a);
  const next = takeSlot(book);
  expect(next).toBe(a);
  expect(timesMet(book, next, b)).toBe(0);
  expect(takeSlot(book)).not.toBe(next);
});

test("a book that grows keeps what it knows", () => {
  const book = createMetBook();
  const slots = Array.from({ length: 32 }, () => takeSlot(book));
  together(book, slots[3]!, slots[31]!);
  const more = Array.from({ length: 33 }, () => takeSlot(book));
  together(book, slots[3]!, more[32]!);
  expect(new Set([...slots, ...more]).size).toBe(65);
  expect(timesMet(book, slots[3]!, slots[31]!)).toBe(1);
  expect(timesMet(book, slots[3]!, more[32]!)).toBe(1);
  expect(timesMet(book, slots[4]!, more[31]!)).toBe(0);
});
