import { describe, expect, it } from "vitest";
import type { Session } from "../sessions/session.ts";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import {
  type Account,
  explainLines,
  keepExplained,
  noteAnswers,
  noteRevision,
  noteWitnesses,
  openAccount,
} from "./account.ts";
import { changeOf, grams, questionOf } from "./attribution.fixture.ts";
import { optionOf } from "./question.ts";

const model = rowOfPlates(grams.length, grams);
const answer = (session: string, probability: number, product = 0) => ({
  option: optionOf([{ session, items: [{ product, count: -1 }], part: 0 }]),
  probability,
});
const opened = (...answers: ReturnType<typeof answer>[]): Account =>
  openAccount(questionOf(1, changeOf(1000, [0, -120])), answers);
const held = { at: 800, provisionalAt: 1000, settledAt: 1200, confidence: 0.9, review: false, interaction: "i1" };
const session: Session = {
  ...{ id: "a", credential: "a", staff: false, gate: null, enteredAt: 0, members: [], exitedAt: -1, lost: false },
  units: [{ product: 0, ...held }],
};
const explained = (account: Account) => explainLines(model, session, new Map([["i1", account]]))[0]?.units[0];

describe("an account of an interaction", () => {
  it("keeps the eight likeliest answers and witnesses, and the eight newest revisions", () => {
    const many = Array.from({ length: 9 }, (_, k) => answer(`s${k}`, 0.1));
    const account = opened(...many);
    expect(account.answers).toEqual(many.slice(0, 8));
    noteAnswers(account, many.toReversed());
    expect(account.answers).toEqual(many.toReversed().slice(0, 8));
    noteWitnesses(
      account,
      many.map((_, k) => ({ session: { id: `s${k}` } as Session, cost: k })),
    );
    expect(account.witnesses.map((witness) => witness.session)).toEqual(many.slice(0, 8).map((_, k) => `s${k}`));
    for (let at = 1; at <= 9; at++) noteRevision(account, at, "later-evidence");
    expect(account.revisions.map(({ at }) => at)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("says of a witness what was seen, and of one of whom nothing was, how likely they were all the same", () => {
    const account = opened(answer("a", 1));
    const seen = { session, cost: -8, logLikelihood: 3, distance: 0.2, hand: true };
    noteWitnesses(account, [seen, { session: undefined, cost: 6 }]);
    expect(account.witnesses).toEqual([
      { session: "a", distance: 0.2, hand: true, logLikelihood: 3 },
      { session: null, distance: null, hand: false, logLikelihood: -3 },
    ]);
  });
});

describe("why a line is in a cart", () => {
  it("is who may have done it, by how probable that is, the nearer first where it is the same", () => {
    const account = opened(answer("b", 0.6), answer("a", 0.25), answer("", 0.1), answer("a", 0.05, 4));
    const likelihoods = [
      [undefined, -1],
      ["a", -2],
      ["b", -3],
      ["c", -9],
      ["d", -4],
    ] as const;
    noteWitnesses(
      account,
      likelihoods.map(([id, log]) => ({
        session: id === undefined ? undefined : ({ id } as Session),
        cost: -2 * log,
        logLikelihood: log,
      })),
    );
    const { candidates, alternatives } = explained(account)!;
    expect(candidates.map(({ session: id, probability }) => [id, Math.round(100 * probability)])).toEqual([
      ...[
        ["b", 60],
        ["a", 30],
        [null, 10],
        ["d", 0],
        ["c", 0],
      ],
    ]);
    expect(alternatives.map(({ session: id, items }) => [id, items[0]!.gtin])).toEqual([
      ...[
        ["b", model.products[0]!.gtin],
        ["a", model.products[0]!.gtin],
      ],
      ...[
        [null, model.products[0]!.gtin],
        ["a", model.products[4]!.gtin],
      ],
    ]);
  });

  it("is the curve where there is one, and all that was said otherwise before", () => {
    const account = opened(answer("a", 1));
    noteRevision(account, 3000, "binding");
    expect(explained(account)).toMatchObject({ revisions: [{ at: 3000, reason: "binding" }], unit: held });
    expect(explained(account)).not.toHaveProperty("curve");
    const curve = { at: 500, dt: 50, grams: [0, -120] };
    const measured = openAccount(questionOf(1, { ...changeOf(1000, [0, -120]), curve }), []);
    expect(explained(measured)).toMatchObject({ curve });
  });

  it("names whom the shopper may have been taken for by then", () => {
    const doubts = [
      { other: "b", since: 800, probability: 0.1 },
      { other: null, since: 801, probability: 0.2 },
    ];
    const accounts = new Map([["i1", opened(answer("a", 1))]]);
    const [line] = explainLines(model, { ...session, doubts }, accounts);
    expect(line!.units[0]!.identity).toEqual([doubts[0]]);
    expect(explainLines(model, session, accounts)[0]!.units[0]).not.toHaveProperty("identity");
  });

  it("is unknown of a unit whose interaction nobody has kept", () => {
    expect(explainLines(model, session, new Map())).toMatchObject([{ session: "a", units: [] }]);
  });
});

it("explanations of the 200 newest receipts are kept", () => {
  const kept = new Map<string, never[]>();
  for (let k = 0; k < 202; k++) keepExplained(kept, `s${k}`, []);
  expect([kept.size, [...kept.keys()][0]]).toEqual([200, "s2"]);
});
