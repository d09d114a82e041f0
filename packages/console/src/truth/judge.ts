import type { CartUnit } from "@aisle/fusion";
import { gtin14, type StoreModel } from "@aisle/sdk/store";
import type { JudgedItem } from "../wire/index.ts";
import { explainMissed } from "./explain-missed.ts";
import { explainWrong } from "./explain-wrong.ts";
import { createJudgeBook, type JudgeBook, shopperName } from "./judge-book.ts";
import type { Ledger } from "./ledger.ts";
import { matchUnits } from "./match-units.ts";
import { basketOf, type Pair, pairReceipts } from "./pair-receipts.ts";
import type { ReplayTruth, TruthInteraction } from "./replay-truth.ts";

/**
 * Holds everything on receipts against what really happened. An item is right when product and shopper both are, one by
 * one: the quantities of `right` are the scorer's right ones, those of `missed` its missed ones, and those of all other
 * verdicts together its wrong ones. What was booked on the wrong shopper is told twice: wrong there, missed here.
 */
export function judge(model: StoreModel, truth: ReplayTruth, ledger: Ledger): readonly JudgedItem[] {
  const pairs = pairReceipts(truth.receipts, ledger.receipts);
  const book = createJudgeBook(model, truth, ledger, pairs);
  const byPerson = groupsOf(truth.interactions, ({ person }) => person);
  const judged = pairs.flatMap((pair) => {
    const own = (pair.truth?.persons ?? []).flatMap((person) => byPerson.get(person) ?? []);
    return judgePair(
      book,
      truth,
      pair,
      own.sort((a, b) => a.t - b.t),
    );
  });
  return judged.sort((a, b) => a.t - b.t);
}

/** `own`: what the persons of the true receipt did, oldest first. */
function judgePair(
  book: JudgeBook,
  truth: ReplayTruth,
  { truth: owner, issued }: Pair,
  own: readonly TruthInteraction[],
): readonly JudgedItem[] {
  const should = basketOf(owner?.items ?? []);
  const lines = new Map<string, CartUnit[]>();
  for (const { gtin, units } of issued?.lines ?? []) {
    lines.set(gtin14(gtin), [...(lines.get(gtin14(gtin)) ?? []), ...units]);
  }
  return [...new Set([...should.keys(), ...lines.keys()])].flatMap((gtin): readonly JudgedItem[] => {
    const there = own.filter((each) => gtin14(each.gtin ?? "") === gtin);
    const { right, wrong, missed } = matchUnits(lines.get(gtin) ?? [], should.get(gtin) ?? 0, there);
    const head = { gtin: book.product(gtin)?.gtin ?? gtin, name: book.name(gtin) };
    const session = issued === undefined ? {} : { session: issued.session };
    const shopper = owner === undefined ? {} : { shopper: shopperName(owner) };
    const items: JudgedItem[] = [];
    const [first] = right;
    if (first !== undefined) {
      const { interaction, at: t } = first;
      const plate = book.ledger.interactions.get(interaction)?.plates[0]?.plate;
      const where = plate === undefined ? {} : { plate };
      const item = { ...head, ...session, ...shopper, ...where, quantity: right.length, t, interaction, why: "" };
      items.push({ verdict: "right", ...item });
    }
    for (const [interaction, units] of groupsOf(wrong, ({ interaction }) => interaction)) {
      const at = units[0]?.at ?? 0;
      const told = { gtin, quantity: units.length, session: issued?.session ?? "", interaction, owner };
      const why = explainWrong(book, truth, told);
      items.push({ ...head, ...session, ...shopper, quantity: units.length, interaction, ...why, t: why.t ?? at });
    }
    for (const { pick, quantity } of missed) {
      const name = owner === undefined ? "" : shopperName(owner);
      const why = explainMissed(book, { gtin, quantity, pick, session: issued?.session, shopper: name });
      const where = pick === undefined ? {} : { plate: pick.plate };
      const t = pick?.t ?? owner?.exitedAt ?? 0;
      items.push({ verdict: "missed", ...head, ...shopper, ...where, quantity, t, ...why });
    }
    return items;
  });
}

function groupsOf<T>(all: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return groups;
}
