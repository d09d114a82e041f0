import { describe, expect, it } from "vitest";
import { createInteractionStage } from "../interaction/index.ts";
import type { HeldUnit, Session } from "../sessions/session.ts";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import { changeOf, grams } from "./attribution.fixture.ts";
import { cartOf, openIn, rate, shownAs } from "./ledger.ts";
import { optionOf, type Question } from "./question.ts";
import type { Standing, Unit } from "./standing.ts";
import type { Group } from "./worlds.ts";

const stage = createInteractionStage(rowOfPlates(grams.length, grams));

function sessionOf(id: string): Session {
  return {
    ...{ id, credential: id, staff: false, gate: "gate-1", enteredAt: 0, units: [], exitedAt: -1, lost: false },
    members: [],
  };
}

function question(number: number): Question {
  const change = changeOf(number * 1000, [0, -120]);
  const costs = { idleCost: 5, idleCostLater: 5, who: [], detectedAt: 0, told: "", toldAt: 7 };
  return { id: `i${number}`, number, change, parts: [change], ...costs };
}

/** One question; each answer moves so many units of product 0 by a session and has so many nats. */
function group(
  number: number,
  ...answers: readonly (readonly [session: string, count: number, nats: number])[]
): Group {
  const worlds = answers.map(([session, count, weight]) => ({
    weight,
    answers: [optionOf(count === 0 ? [] : [{ session, items: [{ product: 0, count }], part: 0 }])],
  }));
  return { questions: [question(number)], worlds };
}

const held = (confidence: number): Unit => ({
  ...{ product: 0, at: 1, settledAt: 2, confidence, interaction: "i0", grams: 120, variance: 1 },
});

function shown(id: string, standing: Standing, groups: readonly Group[]): readonly HeldUnit[] {
  const open = groups.map(openIn);
  const session = { ...sessionOf(id), units: shownAs(cartOf(id, standing, open, stage), [], 9) };
  rate(session, standing, open);
  return session.units;
}

function confidences(id: string, base: readonly Unit[], ...groups: readonly Group[]): readonly number[] {
  const standing: Standing = { carts: new Map([[id, base]]), misplaced: [] };
  return shown(id, standing, groups).map(({ confidence }) => confidence);
}

describe("units of a cart", () => {
  it("are as sure as there are at least so many, over everything that is open and what was settled in doubt", () => {
    const likely = group(1, ["a", -1, 0], ["b", -1, Math.log(1 / 3)]);
    expect(confidences("a", [], likely)).toEqual([expect.closeTo(0.75, 9)]);
    expect(confidences("b", [], likely)).toEqual([]);
    const both = confidences("a", [held(0.9)], likely);
    expect(both).toEqual([expect.closeTo(1 - 0.1 * 0.25, 9), expect.closeTo(0.9 * 0.75, 9)]);
    const three = confidences("a", [held(1)], likely, group(2, ["a", -1, 0]));
    expect(three).toEqual([1, expect.closeTo(1, 9), expect.closeTo(0.75, 9)]);
  });

  it("count for none where more was put back than was there", () => {
    const back = group(1, ["a", -1, 0], ["a", 2, 0]);
    expect(confidences("a", [], back)).toEqual([expect.closeTo(0.5, 9)]);
    expect(confidences("a", [], back, group(2, ["a", -1, 0]))).toEqual([
      expect.closeTo(0.5, 9),
      expect.closeTo(0.5, 9),
    ]);
  });

  it("want a look below three in four", () => {
    const reviews = (nats: number): readonly boolean[] => {
      const standing: Standing = { carts: new Map(), misplaced: [] };
      return shown("a", standing, [group(1, ["a", -1, 0], ["b", -1, nats])]).map(({ review }) => review);
    };
    expect(reviews(Math.log(0.26 / 0.74))).toEqual([true]);
    expect(reviews(Math.log(0.24 / 0.76))).toEqual([false]);
  });
});

describe("units of somebody who may have been taken for another", () => {
  it("are less sure by that from then on", () => {
    const base: Standing = {
      carts: new Map([
        [
          "a",
          [
            { ...held(0.9), at: 1 },
            { ...held(1), product: 1, at: 5 },
          ],
        ],
      ]),
      misplaced: [],
    };
    const member = { track: 1, enteredAt: 0, x: 0, y: 0, seenAt: 0, leftAt: -1 };
    const doubts = [{ other: "b", since: 5, probability: 0.4 }];
    const units = shownAs(cartOf("a", base, [], stage), [], 9);
    const session: Session = { ...sessionOf("a"), members: [member], doubts, units };
    rate(session, base, []);
    expect(session.units.map(({ confidence, review }) => [confidence, review])).toEqual([
      [0.9, false],
      [0.6, true],
    ]);
  });
});

describe("a cart", () => {
  const unit = (product: number, at: number, interaction: string): Unit => ({
    ...{ product, at, interaction, settledAt: at + 1, confidence: 1, grams: 120, variance: 1 },
  });

  it("stands in the order in which it was taken, by the number of the interaction and the product where that was at once", () => {
    const goods = [unit(0, 9, "i1"), unit(3, 5, "i10"), unit(2, 5, "i9"), unit(1, 5, "i10"), unit(4, 2, "i11")];
    const cart = cartOf("a", { carts: new Map([["a", goods]]), misplaced: [] }, [], stage);
    expect(cart.map(({ product }) => product)).toEqual([4, 2, 1, 3, 0]);
  });

  it("is what the answers of the likeliest worlds make of it, oldest question first", () => {
    const base: Standing = { carts: new Map(), misplaced: [] };
    const [taken, back] = [group(1, ["a", -1, 0], ["b", -2, -1]), group(2, ["a", 1, 0], ["a", -3, -1])];
    const [open, later] = [openIn(taken), openIn(back)];
    expect(cartOf("a", base, [open], stage)).toHaveLength(1);
    expect(cartOf("a", base, [later, open], stage)).toEqual([]);
    expect(cartOf("b", base, [open], stage)).toEqual([]);
  });

  it("shows each unit since it was shown first, whatever else came and went", () => {
    const before = [unit(0, 1, "i1"), unit(0, 2, "i2"), unit(1, 2, "i2")].map((each, k) => ({
      ...{ product: each.product, at: each.at, settledAt: 0, interaction: each.interaction },
      ...{ provisionalAt: 5 + k, confidence: 0.5, review: true },
    }));
    const cart = [unit(1, 2, "i2"), unit(0, 2, "i2"), unit(0, 2, "i2"), unit(0, 1, "i1"), unit(2, 1, "i1")];
    const shownNow = shownAs(cart, before, 9);
    expect(shownNow.map(({ provisionalAt }) => provisionalAt)).toEqual([7, 6, 9, 5, 9]);
    expect(shownNow[0]).toEqual({
      ...{ product: 1, at: 2, provisionalAt: 7, settledAt: 3, confidence: 1, review: false, interaction: "i2" },
    });
    expect(before).toHaveLength(3);
  });

  it("is as sure of one product whatever is open or in doubt of others", () => {
    const other = { ...held(0.4), product: 1 };
    const standing: Standing = { carts: new Map([["a", [other, held(0.9)]]]), misplaced: [] };
    const units = shown("a", standing, [group(1, ["b", -1, 0])]);
    expect(units.map(({ product, confidence }) => [product, confidence])).toEqual([
      [0, expect.closeTo(0.9, 9)],
      [1, expect.closeTo(0.4, 9)],
    ]);
  });

  it("is sure of what was taken in every world, and asks for no look at three in four", () => {
    expect(confidences("a", [], group(1, ["a", -2, 0], ["a", -3, Math.log(3 / 7)]))).toEqual([
      expect.closeTo(1, 9),
      expect.closeTo(1, 9),
    ]);
    const standing: Standing = { carts: new Map([["a", [held(0.75)]]]), misplaced: [] };
    expect(shown("a", standing, []).map(({ review }) => review)).toEqual([false]);
  });
});

describe("what a group says of each session", () => {
  it("is what it took, net, in each world, and is read once", () => {
    const open = group(1, ["a", -2, 0], ["b", 1, -1], ["a", 0, -2]);
    const { taken, chances } = openIn(open);
    expect(taken.get("a")?.get(0)).toEqual([2, 0, 0]);
    expect(taken.get("b")?.get(0)).toEqual([0, -1, 0]);
    expect(chances).toHaveLength(3);
    expect(openIn(open)).toBe(openIn(open));
  });
});
