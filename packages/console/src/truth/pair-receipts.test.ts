import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "./judge.ts";
import { pairReceipts } from "./pair-receipts.ts";
import { bar, line, milk, model, morning, receipt, said, truth, truthReceipt, unit } from "./truth.fixture.ts";

const minute = 60_000;
const between = (from: number, to: number) => ({ enteredAt: morning + from * minute, exitedAt: morning + to * minute });

describe("receipts", () => {
  it("are paired by credential, and of several by the time they share", () => {
    const early = receipt({ session: "s1", ...between(0, 1) });
    const late = receipt({ session: "s2", ...between(10, 11) });
    const [pair, left] = pairReceipts([truthReceipt(between(10, 11))], [early, late]);
    expect(pair?.issued).toBe(late);
    expect(left).toEqual({ truth: undefined, issued: early });
  });

  it("of strangers are paired by what they hold first, then by time", () => {
    const stranger = { credential: null };
    const one = truthReceipt({ ...stranger, ...between(0, 5), items: [{ gtin: bar, quantity: 1 }] });
    const long = receipt({ ...stranger, session: "s1", ...between(0, 5), lines: [line(milk, unit(1, "i1"))] });
    const same = receipt({ ...stranger, session: "s2", ...between(4, 9), lines: [line(bar, unit(1, "i2"))] });
    expect(pairReceipts([one], [long, same])[0]).toEqual({ truth: one, issued: same });
  });

  it("of strangers who were never inside together are no pair", () => {
    const stranger = { credential: null };
    const pairs = pairReceipts(
      [truthReceipt({ ...stranger, ...between(0, 1) })],
      [receipt({ ...stranger, ...between(2, 3) })],
    );
    expect(pairs).toHaveLength(2);
  });

  it("lose and invent nothing: right and wrong are what was issued, right and missed what was taken", () => {
    const items = fc.array(fc.record({ gtin: fc.constantFrom(bar, milk), quantity: fc.integer({ min: 1, max: 3 }) }));
    const visits = fc.array(fc.record({ who: fc.constantFrom("A", "B", null), items, from: fc.nat(9) }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(visits, visits, (really, told) => {
        const receipts = really.map(({ who, from, items: held }, i) =>
          truthReceipt({ credential: who, persons: [`p${i}`], ...between(from, from + 3), items: held }),
        );
        const issued = told.map(({ who, from, items: held }, i) => {
          const lines = held.map(({ gtin, quantity }) =>
            line(gtin, ...Array.from({ length: quantity }, () => unit(from * 60, "i1"))),
          );
          return receipt({ session: `s${i}`, credential: who, ...between(from, from + 3), lines });
        });
        const judged = judge(model, truth(receipts), said([], [], issued));
        const sum = (...verdicts: readonly string[]) =>
          judged.filter((each) => verdicts.includes(each.verdict)).reduce((all, { quantity }) => all + quantity, 0);
        const count = (all: readonly { readonly items: readonly { readonly quantity: number }[] }[]) =>
          all.flatMap((each) => each.items).reduce((total, { quantity }) => total + quantity, 0);
        expect(sum("right", "wrong-product", "wrong-shopper", "invented")).toBe(count(told));
        expect(sum("right", "missed")).toBe(count(really));
      }),
    );
  });
});
