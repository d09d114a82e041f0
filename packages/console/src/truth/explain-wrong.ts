import type { InteractionEvidence } from "@aisle/fusion";
import { gtin14 } from "@aisle/sdk/store";
import type { JudgedItem } from "../wire/index.ts";
import { gap, type JudgeBook, window } from "./judge-book.ts";
import type { ReplayTruth, TruthInteraction, TruthReceipt } from "./replay-truth.ts";
import { alsoThere, chancesOfProducts, chancesOfSessions, didWhat, measured, seconds, units } from "./words.ts";

/** Units on a receipt that its shopper did not have. */
export interface WrongUnits {
  readonly gtin: string;
  readonly quantity: number;
  readonly session: string;
  /** The interaction behind them. */
  readonly interaction: string;
  /** What the shopper of that receipt really had. */
  readonly owner: TruthReceipt | undefined;
}

type Explanation = Pick<JudgedItem, "verdict" | "why" | "shopper" | "plate"> & { readonly t?: number };

/** What kind of mistake it is, and why it came about. */
export function explainWrong(book: JudgeBook, truth: ReplayTruth, wrong: WrongUnits): Explanation {
  const evidence = book.ledger.interactions.get(wrong.interaction);
  if (evidence === undefined) return { verdict: "invented", why: `Nothing is known of ${wrong.interaction} any more.` };
  const plate = evidence.plates[0]?.plate;
  const at = plate === undefined ? {} : { plate };
  const real = book.happened(evidence);
  if (real === undefined) {
    const seen = `${measured(evidence)}, but nobody touched anything there within ${seconds(window)}`;
    return { ...at, verdict: "invented", why: `${seen}. ${chancesOfProducts(book, evidence, [wrong.gtin])}.` };
  }
  const told = { ...at, shopper: book.shopper(real.person), t: real.t };
  const [verdict, why] = mistake(book, truth, evidence, real, wrong);
  return { ...told, verdict, why: `${why}${alsoThere(book, evidence, real)}` };
}

function mistake(
  book: JudgeBook,
  truth: ReplayTruth,
  evidence: InteractionEvidence,
  real: TruthInteraction,
  wrong: WrongUnits,
): readonly [JudgedItem["verdict"], string] {
  if (real.kind !== "pick") return ["invented", notTaken(book, evidence, real, wrong)];
  if (gtin14(real.gtin ?? "") !== gtin14(wrong.gtin)) {
    return ["wrong-product", otherProduct(book, evidence, real, wrong)];
  }
  if (wrong.owner?.persons.includes(real.person) !== true) {
    return ["wrong-shopper", otherShopper(book, evidence, real, wrong)];
  }
  return ["invented", tooMany(book, truth, evidence, real, wrong)];
}

function notTaken(book: JudgeBook, evidence: InteractionEvidence, real: TruthInteraction, wrong: WrongUnits): string {
  const apart = seconds(gap(evidence, real));
  const did = `${didWhat(book, real)} at ${real.plate}; ${measured(evidence)}, ${apart} apart`;
  return `${did}. ${chancesOfProducts(book, evidence, [wrong.gtin])}.`;
}

function otherProduct(
  book: JudgeBook,
  evidence: InteractionEvidence,
  real: TruthInteraction,
  { gtin, quantity, session, owner }: WrongUnits,
): string {
  const really = real.gtin ?? "";
  const who = book.shopper(real.person);
  const also =
    owner?.persons.includes(real.person) === true ? "" : ` It was not this shopper either: ${session} was booked.`;
  const took = `${who} took ${units(book, really, real.quantity ?? 1)} from ${real.plate}`;
  const held = `${measured(evidence)}, taken for ${units(book, gtin, quantity)}`;
  return `${took}; ${held}. ${chancesOfProducts(book, evidence, [gtin, really])}.${also}`;
}

function otherShopper(
  book: JudgeBook,
  evidence: InteractionEvidence,
  real: TruthInteraction,
  { session }: WrongUnits,
): string {
  const theirs = book.sessionOf(real.person);
  const known = theirs === undefined ? ", who has no receipt" : ` (${theirs})`;
  const took = `${book.shopper(real.person)}${known} took it from ${real.plate}`;
  return `${took}; ${measured(evidence)}. ${chancesOfSessions(evidence, [session, theirs])}.`;
}

function tooMany(
  book: JudgeBook,
  truth: ReplayTruth,
  evidence: InteractionEvidence,
  real: TruthInteraction,
  { gtin, owner }: WrongUnits,
): string {
  const back = truth.interactions.find(
    (each) =>
      each.kind === "return" &&
      each.t > real.t &&
      gtin14(each.gtin ?? "") === gtin14(gtin) &&
      owner?.persons.includes(each.person) === true,
  );
  if (back === undefined) {
    return `Only ${units(book, gtin, real.quantity ?? 1)} left ${real.plate}; ${measured(evidence)}.`;
  }
  const found = book.detected(back);
  const seen =
    found === undefined
      ? `nothing was detected there within ${seconds(window)}`
      : `${measured(found)} and was told as a ${found.kind}, ${chancesOfProducts(book, found, [gtin])}`;
  return `It was put back at ${back.plate} ${seconds(back.t - real.t)} later; ${seen}.`;
}
