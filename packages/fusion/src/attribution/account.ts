import type { StoreModel } from "@aisle/sdk/store";
import { cartLines } from "../carts/index.ts";
import type { LineExplanation, UnitExplanation } from "../events/line-explanation.ts";
import type { CartUnit, RevisionReason } from "../events/store-event.ts";
import { doubtsAt, type IdentityDoubt } from "../sessions/index.ts";
import type { Session } from "../sessions/session.ts";
import type { Candidate } from "./candidates.ts";
import { evidenceOf, itemsOf } from "./evidence.ts";
import { stranger } from "./pricing.ts";
import type { Question } from "./question.ts";
import type { Answer } from "./worlds.ts";

/** What is kept of an interaction as long as some cart rests on it. */
export interface Account {
  question: Question;
  answers: readonly Answer[];
  witnesses: readonly {
    readonly session: string | null;
    readonly distance: number | null;
    readonly hand: boolean;
    readonly logLikelihood: number;
  }[];
  readonly revisions: { readonly at: number; readonly reason: RevisionReason }[];
}

/** So many candidates, alternatives and revisions of an interaction are kept. */
const most = 8;
/** The lines of so many receipts can be explained. */
const mostReceipts = 200;

/** The account of an interaction that has just been told. */
export function openAccount(question: Question, answers: readonly Answer[]): Account {
  return { question, answers: answers.slice(0, most), witnesses: [], revisions: [] };
}

/** Notes what is believed now. */
export function noteAnswers(account: Account, answers: readonly Answer[]): void {
  account.answers = answers.slice(0, most);
}

/** Notes a revision; of very many the oldest are forgotten. */
export function noteRevision({ revisions }: Account, at: number, reason: RevisionReason): void {
  revisions.push({ at, reason });
  if (revisions.length > most) revisions.shift();
}

/** Notes who was near, once the hand has left. */
export function noteWitnesses(account: Account, candidates: readonly Candidate[]): void {
  account.witnesses = candidates.slice(0, most).map((candidate) => ({
    session: candidate.session?.id ?? null,
    distance: candidate.distance ?? null,
    hand: candidate.hand ?? false,
    logLikelihood: candidate.logLikelihood ?? -candidate.cost / 2,
  }));
}

/** Why each line is in a session's cart. */
export function explainLines(
  model: StoreModel,
  session: Session,
  accounts: ReadonlyMap<string, Account>,
): LineExplanation[] {
  return cartLines(model, session).map((line) => ({
    session: session.id,
    line,
    units: line.units.flatMap((unit) => {
      const account = accounts.get(unit.interaction);
      return account === undefined ? [] : [explainUnit(model, unit, account, doubtsAt(session, unit.at))];
    }),
  }));
}

/** Keeps the explanations of a receipt's lines, by session id; the oldest receipts are forgotten. */
export function keepExplained(explained: Map<string, LineExplanation[]>, id: string, lines: LineExplanation[]): void {
  explained.set(id, lines);
  for (const oldest of explained.keys()) {
    if (explained.size <= mostReceipts) return;
    explained.delete(oldest);
  }
}

function explainUnit(
  model: StoreModel,
  unit: CartUnit,
  account: Account,
  identity: readonly IdentityDoubt[],
): UnitExplanation {
  const { question, answers, witnesses, revisions } = account;
  const { curve } = question.change;
  const shareOf = (session: string | null): number =>
    answers
      .filter(({ option }) => option.moves.some((move) => move.session === (session ?? stranger)))
      .reduce((sum, { probability }) => sum + probability, 0);
  return {
    unit,
    interaction: evidenceOf(model, question, answers),
    ...(curve && { curve }),
    candidates: witnesses
      .map((witness) => ({ ...witness, probability: shareOf(witness.session) }))
      .sort((a, b) => b.probability - a.probability || b.logLikelihood - a.logLikelihood),
    alternatives: answers.map(({ option, probability }) => ({
      items: itemsOf(option).map(({ product, count }) => ({ gtin: model.products[product]!.gtin, count })),
      session: option.moves.find(({ session }) => session !== stranger)?.session ?? null,
      probability,
    })),
    ...(identity.length > 0 && { identity }),
    revisions: [...revisions],
  };
}
