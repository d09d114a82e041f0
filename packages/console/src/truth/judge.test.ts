import { describe, expect, it } from "vitest";
import { judge } from "./judge.ts";
import { bar, did, evidence, line, milk, model, receipt, said, truth, truthReceipt, unit } from "./truth.fixture.ts";

const mine = truthReceipt({ items: [{ gtin: bar, quantity: 1 }] });
const theirs = truthReceipt({ credential: "MEMBER-2", persons: ["p2"], items: [{ gtin: bar, quantity: 1 }] });

describe("what is judged", () => {
  it("is right without a word when product and shopper are, however the GTIN is padded", () => {
    const items = [{ gtin: `0${bar}`, quantity: 1 }];
    const issued = receipt({ lines: [line(bar, unit(10, "i1"))] });
    const judged = judge(model, truth([truthReceipt({ items })], [did(10)]), said([evidence("i1", 10)], [], [issued]));
    expect(judged).toEqual([
      {
        verdict: "right",
        session: "s1",
        shopper: "MEMBER-1",
        gtin: bar,
        name: "Oat bar",
        quantity: 1,
        plate: "g1/p1",
        interaction: "i1",
        t: did(10).t,
        why: "",
      },
    ]);
  });

  it("is a wrong product where another was taken, and says what was measured and believed", () => {
    const products = [
      { items: [{ gtin: milk, count: -1 }], probability: 0.61 },
      { items: [{ gtin: bar, count: -1 }], probability: 0.004 },
    ];
    const ledger = said([evidence("i1", 10, { products })], [], [receipt({ lines: [line(milk, unit(10, "i1"))] })]);
    const [missed, wrong] = judge(model, truth([mine], [did(10)]), ledger);
    expect(wrong).toMatchObject({
      verdict: "wrong-product",
      gtin: milk,
      session: "s1",
      quantity: 1,
      interaction: "i1",
    });
    expect(wrong?.why).toBe(
      "MEMBER-1 took 1 × Oat bar (120 g) from g1/p1; i1 measured −120 g at g1/p1, taken for 1 × Milk (1030 g). Milk had 61 %, Oat bar under 1 %.",
    );
    expect(missed).toMatchObject({ verdict: "missed", gtin: bar, shopper: "MEMBER-1", interaction: "i1" });
  });

  it("is a wrong shopper for one and missed for the other, and both say so", () => {
    const sessions = [
      { session: "s1", probability: 0.55 },
      { session: "s2", probability: 0.4 },
    ];
    const booked = [line(bar, unit(10, "i1"))];
    const ledger = said(
      [evidence("i1", 10, { sessions })],
      [[10.5, "s1", "i1", booked]],
      [receipt({ lines: booked }), receipt({ session: "s2", credential: "MEMBER-2" })],
    );
    const owner = truthReceipt({ items: [] });
    const judged = judge(model, truth([owner, theirs], [did(10, { person: "p2" })]), ledger);
    expect(judged.map(({ verdict, shopper }) => [verdict, shopper])).toEqual([
      ["wrong-shopper", "MEMBER-2"],
      ["missed", "MEMBER-2"],
    ]);
    expect(judged[0]?.why).toContain("MEMBER-2 (s2) took it from g1/p1");
    expect(judged[0]?.why).toContain("s1 had 55 %, s2 40 %");
    expect(judged[1]?.why).toContain("It was booked on s1 (MEMBER-1): s1 had 55 %, s2 40 %.");
  });

  it("is invented where nobody was near, and where somebody only touched", () => {
    const issued = [receipt({ lines: [line(bar, unit(10, "i1"), unit(30, "i2"))] })];
    const ledger = said([evidence("i1", 10), evidence("i2", 30)], [], issued);
    const judged = judge(model, truth([truthReceipt()], [did(30.5, { kind: "touch" })]), ledger);
    expect(judged.map(({ verdict, quantity }) => [verdict, quantity])).toEqual([
      ["invented", 1],
      ["invented", 1],
    ]);
    expect(judged[0]?.why).toMatch(/^i1 measured −120 g at g1\/p1, but nobody touched anything there within 5.0 s/);
    expect(judged[1]?.why).toMatch(/^MEMBER-1 only touched at g1\/p1; i2 measured −120 g/);
  });

  it("is missed where nothing was detected, and where no receipt was issued", () => {
    const [missed] = judge(model, truth([mine], [did(10)]), said([evidence("i9", 40)], [], []));
    expect(missed).toMatchObject({ verdict: "missed", t: did(10).t, plate: "g1/p1" });
    expect(missed).not.toHaveProperty("interaction");
    expect(missed?.why).toBe(
      "Nothing was detected at g1/p1 within 5.0 s of 1 × Oat bar (120 g) being taken. No receipt was issued for MEMBER-1.",
    );
  });

  it("tells which later interaction took a line away", () => {
    const cart = [line(bar, unit(10, "i1"))];
    const ledger = said(
      [evidence("i1", 10), evidence("i2", 30, { kind: "return" })],
      [
        [10.5, "s1", "i1", cart],
        [30.5, "s1", "i2", []],
      ],
      [receipt()],
    );
    const why = (...others: Parameters<typeof did>[]) =>
      judge(model, truth([mine, theirs], [did(10), ...others.map((each) => did(...each))]), ledger)[0]?.why;
    const taken = "It was on s1, and i2 took it away 20.0 s later";
    expect(why()).toContain(`${taken}, but nobody touched anything there within 5.0 s.`);
    expect(why([30, { person: "p2", kind: "touch" }])).toContain(`${taken}, but MEMBER-2 only touched at g1/p1 then.`);
    expect(why([30.12, { person: "p2", kind: "return" }])).toContain(
      `${taken}: MEMBER-2's return of 1 × Oat bar (120 g) at :30.1 was booked on s1 (90 %).`,
    );
  });

  it("names a return that was not detected, and others at the same plate", () => {
    const ledger = said([evidence("i1", 10)], [], [receipt({ lines: [line(bar, unit(10, "i1"))] })]);
    const happened = [did(10), did(12, { person: "p2", kind: "touch" }), did(40, { kind: "return" })];
    const [wrong] = judge(model, truth([truthReceipt()], happened), ledger);
    expect(wrong?.verdict).toBe("invented");
    expect(wrong?.why).toBe(
      "It was put back at g1/p1 30.0 s later; nothing was detected there within 5.0 s. Within 5.0 s there too: p2 only touched.",
    );
  });

  it("counts quantities one by one", () => {
    const issued = receipt({ lines: [line(bar, unit(10, "i1"), unit(10, "i1"), unit(50, "i2"))] });
    const truly = truthReceipt({
      items: [
        { gtin: bar, quantity: 2 },
        { gtin: milk, quantity: 3 },
      ],
    });
    const ledger = said([evidence("i1", 10), evidence("i2", 50)], [], [issued]);
    const judged = judge(model, truth([truly], [did(10, { quantity: 2 })]), ledger);
    expect(judged.map(({ verdict, gtin, quantity }) => [verdict, gtin, quantity])).toEqual([
      ["right", bar, 2],
      ["invented", bar, 1],
      ["missed", milk, 3],
    ]);
  });
});
