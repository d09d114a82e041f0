import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { follows, PassageLedger } from "./passage-ledger.ts";

describe("the ledger of passages", () => {
  it("owes nothing while each count has its event, before or after the status", () => {
    const ledger = new PassageLedger();
    ledger.mark();
    expect(ledger.settle({ in: 10, out: 7 })).toEqual({ missed: { in: 0, out: 0 }, jumped: false, changed: true });
    ledger.told("in");
    ledger.mark();
    ledger.told("out");
    expect(ledger.settle({ in: 11, out: 8 })).toEqual({ missed: { in: 0, out: 0 }, jumped: false, changed: true });
    ledger.mark();
    expect(ledger.settle({ in: 11, out: 8 })).toMatchObject({ missed: { in: 0, out: 0 }, changed: false });
  });

  it("tells a count without an event once, also across the wrap of the counter", () => {
    const ledger = new PassageLedger();
    ledger.settle({ in: 0xffff_ffff, out: 0 });
    ledger.mark();
    expect(ledger.settle({ in: 1, out: 0 }).missed).toEqual({ in: 2, out: 0 });
    ledger.mark();
    expect(ledger.settle({ in: 1, out: 0 }).missed).toEqual({ in: 0, out: 0 });
  });

  it("does not set a passage that was told twice against a later one that was not told", () => {
    const ledger = new PassageLedger();
    ledger.settle({ in: 0, out: 0 });
    ledger.told("in");
    ledger.told("in");
    ledger.mark();
    ledger.settle({ in: 1, out: 0 });
    ledger.mark();
    expect(ledger.settle({ in: 2, out: 0 }).missed).toEqual({ in: 1, out: 0 });
  });

  it("takes counts that are far away for a new beginning, not for passages", () => {
    const ledger = new PassageLedger();
    ledger.settle({ in: 1_000, out: 1_000 });
    expect(ledger.settle({ in: 0, out: 1_021 })).toEqual({ missed: { in: 0, out: 0 }, jumped: true, changed: true });
    expect(follows({ in: 5, out: 5 }, { in: 4, out: 5 })).toBe(false);
    expect(follows({ in: 0xffff_ffff, out: 5 }, { in: 3, out: 5 })).toBe(true);
  });

  it("tells each counted passage once, whichever events were lost", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ lost: fc.boolean(), polls: fc.nat(3) }), { maxLength: 60 }), (passages) => {
        const ledger = new PassageLedger();
        let [count, told, last] = [0, 0, 0];
        const poll = (): void => {
          told += ledger.settle({ in: last, out: 0 }).missed.in;
          last = count;
          ledger.mark();
        };
        poll();
        poll();
        for (const { lost, polls } of passages) {
          count += 1;
          if (!lost) {
            ledger.told("in");
            told += 1;
          }
          // More than 20 without a status are not made up for.
          for (let turn = 0; turn <= polls; turn += 1) poll();
        }
        poll();
        poll();
        expect(told).toBe(count);
      }),
    );
  });
});
