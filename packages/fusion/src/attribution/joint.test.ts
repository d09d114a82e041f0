import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HeldUnit, Session } from "../sessions/index.ts";
import { answersOf, unitProbability } from "./joint.ts";

function session(id: string, ...products: number[]): Session {
  const units = products.map((product): HeldUnit => {
    const times = { at: 0, provisionalAt: 0, settledAt: 0 };
    return { product, ...times, confidence: 1, review: false, interaction: "i0" };
  });
  return {
    id,
    credential: id,
    staff: false,
    gate: "gate-1",
    enteredAt: 0,
    members: [],
    units,
    exitedAt: -1,
    lost: false,
  };
}

const pick = { items: [{ product: 7, count: -1 }], cost: 4 };
const pickTwo = { items: [{ product: 7, count: -2 }], cost: 8 };
const putBack = { items: [{ product: 7, count: 1 }], cost: 4 };
const nothing = { items: [], cost: 10 };

describe("answers to what moved and who did it", () => {
  it("are probabilities that add up to 1", () => {
    const answers = answersOf(
      [pick, pickTwo, nothing],
      [
        { session: session("a"), cost: 3 },
        { session: undefined, cost: 9 },
      ],
    );
    expect(answers).toHaveLength(6);
    expect(answers.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
  });

  it("do not depend on how unlikely it was that anybody at all did it", () => {
    const cost = fc.double({ min: 0, max: 40, noNaN: true });
    fc.assert(
      fc.property(cost, cost, fc.double({ min: -50, max: 50, noNaN: true }), (a, b, more) => {
        const people = [
          { session: session("a"), cost: a },
          { session: session("b"), cost: b },
        ];
        const before = answersOf([pick, nothing], people);
        const after = answersOf(
          [pick, nothing],
          people.map(({ session: who, cost: theirs }) => ({ session: who, cost: theirs + more })),
        );
        const mine = (answers: typeof before): number => unitProbability(answers, people[0]!.session, 7, -1);
        expect(mine(after)).toBeCloseTo(mine(before), 9);
      }),
    );
  });

  it("give a thing that is put back to whoever has it, even if another stands nearer", () => {
    const answers = answersOf(
      [putBack, nothing],
      [
        { session: session("nearer"), cost: 2 },
        { session: session("owner", 7), cost: 6 },
      ],
    );
    expect(answers[0]).toMatchObject({ hypothesis: putBack, session: { id: "owner" } });
  });

  it("count two units taken as at least one, for the confidence of the first", () => {
    const who = session("a");
    const answers = answersOf([pick, pickTwo], [{ session: who, cost: 0 }]);
    expect(unitProbability(answers, who, 7, -1)).toBeCloseTo(1, 12);
    expect(unitProbability(answers, who, 7, -2)).toBeCloseTo(answers[1]!.probability, 12);
    expect(unitProbability(answers, session("b"), 7, -1)).toBe(0);
  });
});
