import type { CartLine, CartUnit } from "@aisle/fusion";
import { describe, expect, it } from "vitest";
import type { ReceiptState, SessionState } from "../../../src/wire/index.ts";
import { findsReceipt, findsSession } from "./cart-search.ts";
import { lineNews, waitingUnits } from "./line-news.ts";

function line(name: string, units: readonly Partial<CartUnit>[] = [{}], review = false): CartLine {
  return {
    id: `S-1/${name}`,
    gtin: "04006381333931",
    name,
    quantity: units.length,
    unitPrice: 199,
    confidence: 0.9,
    review,
    units: units.map((unit) => ({ at: 0, provisionalAt: 0, confidence: 0.9, review, interaction: "i-1", ...unit })),
  };
}

function session(lines: readonly CartLine[]): SessionState {
  return { id: "S-12", credential: "card-7F", gate: "gate-1", openedAt: 0, persons: 1, lines, total: 0 };
}

describe("the search in carts", () => {
  it("finds a cart by session, credential, product and GTIN, all words at once, in any case", () => {
    const cart = session([line("Oat Bar"), line("Milk")]);
    for (const text of ["", "  ", "s-12", "CARD-7f", "oat", "milk oat", "4006381", "s-12 bar"]) {
      expect(findsSession(cart, { text, review: false }), text).toBe(true);
    }
    for (const text of ["tea", "oat tea", "S-13"])
      expect(findsSession(cart, { text, review: false }), text).toBe(false);
  });

  it("leaves only what asks for a review, where that is wanted", () => {
    expect(findsSession(session([line("Milk")]), { text: "", review: true })).toBe(false);
    expect(findsSession(session([line("Milk"), line("Tea", [{}], true)]), { text: "", review: true })).toBe(true);
  });

  it("finds receipts of those without a credential too", () => {
    const receipt: ReceiptState = {
      t: 1,
      receipt: {
        session: "S-3",
        credential: null,
        enteredAt: 0,
        exitedAt: 1,
        currency: "EUR",
        lines: [line("Milk")],
        total: 199,
        review: false,
      },
    };
    expect(findsReceipt(receipt, { text: "milk", review: false })).toBe(true);
    expect(findsReceipt(receipt, { text: "null", review: false })).toBe(false);
    expect(findsReceipt(receipt, { text: "", review: true })).toBe(false);
  });
});

describe("news of a line", () => {
  it("lights a line that has just got more units or fewer", () => {
    expect(lineNews(line("Milk", [{}, {}]), 1, 5000, 5100)).toBe("more");
    expect(lineNews(line("Milk"), 2, 5000, 5100)).toBe("fewer");
    expect(lineNews(line("Milk"), 1, 5000, 5100)).toBeUndefined();
  });

  it("lights a line that is drawn first only if one of its units has just come", () => {
    expect(lineNews(line("Milk", [{ provisionalAt: 4900 }]), undefined, 5000, 5100)).toBe("more");
    expect(lineNews(line("Milk", [{ provisionalAt: 1000 }]), undefined, 5000, 5100)).toBeUndefined();
  });

  it("does not light what changed long before or after the shown moment", () => {
    expect(lineNews(line("Milk", [{}, {}]), 1, 5000, 7001)).toBeUndefined();
    expect(lineNews(line("Milk", [{}, {}]), 1, 5000, 2999)).toBeUndefined();
    expect(lineNews(line("Milk", [{}, {}]), 1, undefined, 5000)).toBeUndefined();
  });

  it("lights what changed between two pictures of what is played fast", () => {
    expect(lineNews(line("Milk", [{}, {}]), 1, 5000, 14_000, 100)).toBe("more");
    expect(lineNews(line("Milk", [{}, {}]), 1, 5000, 14_000, 0.5)).toBeUndefined();
  });

  it("counts the units that nothing has settled yet", () => {
    expect(waitingUnits(line("Milk", [{ settledAt: 3 }, {}, {}]))).toBe(2);
  });
});
