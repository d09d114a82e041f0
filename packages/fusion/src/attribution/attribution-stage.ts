import type { StoreModel } from "@aisle/sdk/store";
import { cartLines, totalOf } from "../carts/index.ts";
import type { LineExplanation } from "../events/line-explanation.ts";
import type { RevisionReason, StoreEventDraft } from "../events/store-event.ts";
import type { InteractionStage } from "../interaction/index.ts";
import type { Session, SessionStage } from "../sessions/index.ts";
import type { RevisedChange } from "../shelf/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Tracking } from "../tracking/track.ts";
import {
  type Account,
  explainLines,
  keepExplained,
  noteAnswers,
  noteRevision,
  noteWitnesses,
  openAccount,
} from "./account.ts";
import { extended, rememberMs } from "./answering.ts";
import { asked, isChange, undone } from "./asking.ts";
import { type Candidate, candidatesFor } from "./candidates.ts";
import { evidenceOf } from "./evidence.ts";
import { joinSessions } from "./joining.ts";
import { cartOf, type Open, openIn, rate, shownAs } from "./ledger.ts";
import { linkedGroups } from "./linking.ts";
import type { KnownReaches } from "./other-hands.ts";
import { nothing, type Question } from "./question.ts";
import type { Room } from "./room.ts";
import { isRipe, patienceEnds, settled } from "./settling.ts";
import type { Standing } from "./standing.ts";
import { isSame, leadersIn, sessionsIn } from "./touched.ts";
import { type Answer, answersTo, type Group, merged, probabilities } from "./worlds.ts";

/** The hand lingers after the weight has gone: what it shows then counts too. Milliseconds. */
const handLinger = 400;
/** So many changes are remembered for what hands were at. */
const mostRecent = 32;

/** What is told at once is weighed in so many of the likeliest worlds; once the hand has left, in all of them. */
const worldsAtOnce = 4;
/** For so long it is remembered where people were and what their hands did. Ms. */
const seenFor = 10_000;
/** It is looked so often for what only time settles, in milliseconds. */
const lookEvery = 500;

/** A change that is told already, while the hand that made it is still watched. */
interface Fresh {
  readonly question: Question;
  readonly dueAt: number;
  /** What is believed of it meanwhile: a group of its own. */
  guess: Group;
}

export interface AttributionState {
  /** Changes that were told since time went on last. */
  added: WeightChange[];
  /** The newest changes, oldest first: what hands may have been at. */
  recent: WeightChange[];
  fresh: Fresh[];
  /** Questions that are open, those that depend on each other together. */
  groups: Group[];
  /** How things stand without anything that is open. */
  base: Standing;
  /** Of every interaction that is open or that a cart rests on, by id. */
  accounts: Map<string, Account>;
  /** Explanations of the lines of the last 200 receipts, by session id. */
  explained: Map<string, LineExplanation[]>;
  nextInteraction: number;
  /** When it is looked again for what time has settled. */
  lookAt: number;
}

/** Decides what each weight change was and whose, revises that when more is known, and keeps the carts by it. */
export class AttributionStage {
  readonly #model: StoreModel;
  readonly #tracking: Tracking;
  readonly #sessions: SessionStage;
  readonly #interaction: InteractionStage;
  readonly #emit: (event: StoreEventDraft) => void;
  state: AttributionState = {
    added: [],
    recent: [],
    fresh: [],
    groups: [],
    base: { carts: new Map(), misplaced: [] },
    accounts: new Map(),
    explained: new Map(),
    nextInteraction: 1,
    lookAt: Number.NEGATIVE_INFINITY,
  };

  constructor(
    model: StoreModel,
    tracking: Tracking,
    sessions: SessionStage,
    interaction: InteractionStage,
    emit: (event: StoreEventDraft) => void,
  ) {
    this.#model = model;
    this.#tracking = tracking;
    this.#sessions = sessions;
    this.#interaction = interaction;
    this.#emit = emit;
  }

  /** Takes in a change; it is told when time goes on, and once more when the hand that made it has been seen to leave. */
  add(change: WeightChange): void {
    const { added, recent } = this.state;
    added.push(change);
    recent.push(change);
    if (recent.length > mostRecent) recent.shift();
  }

  /** Event time goes on to `at`. */
  advance(at: number): void {
    const { state } = this;
    for (const change of state.added.splice(0)) this.#ask(change, at);
    for (let due = state.fresh[0]; due !== undefined && due.dueAt <= at; due = state.fresh[0]) {
      state.fresh.shift();
      this.#fold(due, at);
    }
    if (at >= state.lookAt) this.#look(at);
  }

  /**
   * Whether a late reading may still revise a change: not what is settled, or may be on a receipt, nor what hangs together
   * with something so old that nobody remembers who was where.
   */
  mayRevise(told: WeightChange, at: number): boolean {
    const { added, fresh, groups } = this.state;
    const isIt = ({ change }: Question): boolean => isChange(change, told);
    if (added.some((change) => isChange(change, told))) return true;
    const group =
      fresh.find(({ question }) => isIt(question))?.guess ?? groups.find((each) => each.questions.some(isIt));
    if (group?.questions.every(({ change }) => at - change.from <= seenFor) !== true) return false;
    const here = new Set(this.#sessions.state.sessions.map(({ id }) => id));
    return [...sessionsIn([group])].every((id) => here.has(id));
  }

  /** A late reading shows a change, which `mayRevise` allows, otherwise than it was told, or that there was none. */
  revise({ told, now }: RevisedChange, at: number): void {
    const { state } = this;
    const change = now ?? undone(told);
    const replaced = (list: readonly WeightChange[]): WeightChange[] =>
      list.flatMap((each) => (isChange(each, told) ? (now ?? []) : each));
    state.added = replaced(state.added);
    state.recent = replaced(state.recent);
    const fresh = state.fresh.find(({ question }) => isChange(question.change, told));
    if (fresh !== undefined) this.#guessAgain(fresh, change, at);
    const group = state.groups.find(({ questions }) => questions.some((question) => isChange(question.change, told)));
    if (group !== undefined) this.#weighAgain(group, told, change, at);
  }

  /** Two sessions turned out to be one, both still in the books: what one of them holds is the other's from now on. */
  joined(from: string, into: string, at: number): void {
    const gone = this.#sessions.state.sessions.find(({ id }) => id === from);
    joinSessions(this.state, from, into);
    this.#show(new Set([into]), gone?.units.at(-1)?.interaction ?? "", "binding", at);
  }

  /** A session's receipt is written: its units are as sure as they are now, and how its lines came about is kept for later questions. */
  issued(session: Session): void {
    rate(session, this.state.base, this.#open());
    keepExplained(this.state.explained, session.id, explainLines(this.#model, session, this.state.accounts));
  }

  /** Why a line is in a cart; `undefined` for a line of no open session nor of the last 200 receipts. */
  explain(line: string): LineExplanation | undefined {
    const { accounts, explained } = this.state;
    const id = line.slice(0, line.lastIndexOf("/"));
    const session = this.#sessions.state.sessions.find((each) => each.id === id);
    if (session !== undefined) rate(session, this.state.base, this.#open());
    const lines = session === undefined ? explained.get(id) : explainLines(this.#model, session, accounts);
    return lines?.find((each) => each.line.id === line);
  }

  /** When the oldest change that something is waited for began; `undefined` without one. */
  pendingSince(): number | undefined {
    let since: number | undefined;
    const note = (from: number): void => {
      if (since === undefined || from < since) since = from;
    };
    for (const { from } of this.state.added) note(from);
    for (const { question } of this.state.fresh) note(question.change.from);
    for (const { questions } of this.state.groups) {
      for (const { idleCost, idleCostLater, told, change } of questions) {
        if (idleCost < idleCostLater && told === nothing) note(change.from);
      }
    }
    return since;
  }

  /** What is seen now: good until more readings come. */
  #room(): Room {
    const { sessions } = this.#sessions.state;
    const known = new Map<WeightChange, readonly Candidate[]>();
    const reaches: KnownReaches = new Map();
    return {
      stage: this.#interaction,
      base: this.state.base,
      candidates: (change) => {
        const same = known.get(change);
        if (same !== undefined) return same;
        const owner = (track: number) => this.#sessions.ownerAt(track, change.to);
        const found = candidatesFor(change, this.#model, sessions, this.#tracking, owner, this.state.recent, reaches);
        known.set(change, found);
        return found;
      },
    };
  }

  /** Tells what is believed of a change at once. */
  #ask(change: WeightChange, at: number): void {
    const { state } = this;
    const room = this.#room();
    const question: Question = {
      id: `i${state.nextInteraction}`,
      number: state.nextInteraction,
      ...asked(change, room),
      detectedAt: at,
      told: nothing,
      toldAt: -1,
    };
    state.nextInteraction += 1;
    const { guess, answers } = this.#guess(question, room);
    const dueAt = Math.max(change.decidedAt, change.to + handLinger);
    let index = state.fresh.length;
    while (index > 0 && state.fresh[index - 1]!.dueAt > dueAt) index -= 1;
    state.fresh.splice(index, 0, { question, dueAt, guess });
    question.told = answers[0]!.option.key;
    state.accounts.set(question.id, openAccount(question, answers));
    this.#emit({ type: "interaction.detected", interaction: evidenceOf(this.#model, question, answers) });
    this.#show(leadersIn([guess]), question.id, undefined, at);
  }

  /** What is believed of a change at once: its answers in the likeliest worlds, a group of its own. */
  #guess(question: Question, room: Room): { readonly guess: Group; readonly answers: readonly Answer[] } {
    const { questions, worlds: likely } = merged(linkedGroups(this.state.groups, question, room));
    const group = extended({ questions, worlds: likely.slice(0, worldsAtOnce) }, question, room);
    const answers = answersTo(group, group.questions.indexOf(question));
    const worlds = answers.map(({ option, probability }) => ({ weight: Math.log(probability), answers: [option] }));
    return { guess: { questions: [question], worlds }, answers };
  }

  /** A change that was told a moment ago is another. */
  #guessAgain(fresh: Fresh, change: WeightChange, at: number): void {
    const { state } = this;
    const room = this.#room();
    const question: Question = { ...fresh.question, ...asked(change, room), toldAt: at };
    const { guess, answers } = this.#guess(question, room);
    question.told = answers[0]!.option.key;
    this.#tellRevised(question, answers, "late-reading", at);
    state.fresh = state.fresh.map((each) => (each === fresh ? { question, dueAt: each.dueAt, guess } : each));
    this.#show(leadersIn([fresh.guess, guess]), question.id, "late-reading", at);
  }

  /** A change that was weighed with others is another: all of them are weighed anew. */
  #weighAgain(old: Group, told: WeightChange, change: WeightChange, at: number): void {
    const room = this.#room();
    let group = merged([]);
    for (const question of old.questions) {
      const isIt = isChange(question.change, told);
      group = extended(group, { ...question, ...asked(isIt ? change : question.change, room) }, room);
    }
    for (const [k, question] of group.questions.entries()) {
      const account = this.state.accounts.get(question.id);
      if (account !== undefined) account.question = question;
      if (!isChange(question.change, change)) continue;
      const answers = answersTo(group, k);
      question.told = answers[0]!.option.key;
      question.toldAt = at;
      this.#tellRevised(question, answers, "late-reading", at);
    }
    this.#replace([old], group, [old, group], at, "late-reading");
  }

  #tellRevised(question: Question, answers: readonly Answer[], reason: RevisionReason, at: number): void {
    const account = this.state.accounts.get(question.id);
    if (account !== undefined) {
      account.question = question;
      noteAnswers(account, answers);
      noteRevision(account, at, reason);
    }
    this.#emit({ type: "interaction.revised", interaction: evidenceOf(this.#model, question, answers), reason });
  }

  /** The hand has left: weighs the change with everything that is open. */
  #fold({ question, guess }: Fresh, at: number): void {
    const { state } = this;
    const room = this.#room();
    const linked = linkedGroups(state.groups, question, room);
    const group = extended(merged(linked), question, room);
    question.toldAt = at;
    const account = state.accounts.get(question.id);
    if (account !== undefined) noteWitnesses(account, room.candidates(question.change));
    this.#replace(linked, group, [guess, ...linked, group], at);
  }

  /** Puts a group in the place of others, and tells what is believed otherwise now. */
  #replace(
    old: readonly Group[],
    group: Group,
    touched: readonly Group[],
    at: number,
    reason: RevisionReason = "later-evidence",
  ): void {
    const { state } = this;
    const revised = this.#retell(group, reason, at);
    const { base, group: open } = settled(group, state.base, this.#interaction, at);
    const shown = leadersIn([...touched, open]);
    for (const [id, cart] of base.carts) if (cart !== state.base.carts.get(id)) shown.add(id);
    state.base = base;
    state.groups = state.groups.filter((other) => !old.includes(other));
    if (open.questions.length > 0) state.groups.push(open);
    this.#show(shown, revised ?? group.questions.at(-1)?.id ?? "", reason, at);
  }

  /** Tells which answers have changed; gives the id of the first. */
  #retell(group: Group, reason: RevisionReason, at: number): string | undefined {
    let first: string | undefined;
    const chances = probabilities(group);
    for (const [k, question] of group.questions.entries()) {
      const answers = answersTo(group, k, chances);
      const account = this.state.accounts.get(question.id);
      if (account !== undefined) noteAnswers(account, answers);
      const key = answers[0]!.option.key;
      if (key === question.told) continue;
      question.told = key;
      question.toldAt = at;
      first ??= question.id;
      this.#tellRevised(question, answers, reason, at);
    }
    return first;
  }

  /** Brings the carts of some sessions up to what is believed, and tells those that hold something else than before. */
  #show(ids: ReadonlySet<string>, cause: string, revision: RevisionReason | undefined, at: number): void {
    const open = this.#open();
    for (const session of this.#sessions.state.sessions) {
      if (!ids.has(session.id) || session.staff) continue;
      const cart = cartOf(session.id, this.state.base, open, this.#interaction);
      if (isSame(session.units, cart)) {
        for (const [k, unit] of session.units.entries()) unit.settledAt = cart[k]!.settledAt;
        continue;
      }
      session.units = shownAs(cart, session.units, at);
      rate(session, this.state.base, open);
      const lines = cartLines(this.#model, session);
      const why = revision === undefined ? {} : { revision };
      this.#emit({ type: "cart.changed", session: session.id, cause, ...why, lines, total: totalOf(lines) });
    }
  }

  /** What is open, and what is told of changes whose hand is still there. */
  #open(): Open[] {
    const { groups, fresh } = this.state;
    return [...groups.map(openIn), ...fresh.map(({ guess }) => openIn(guess))];
  }

  /** Lets time settle what nothing else does: patience ends, and sessions that are over. */
  #look(at: number): void {
    const { state } = this;
    state.lookAt = at + lookEvery;
    const here = new Set(this.#sessions.state.sessions.map(({ id }) => id));
    const gone = [...state.base.carts.keys()].filter((id) => !here.has(id));
    if (gone.length > 0) {
      const carts = new Map([...state.base.carts].filter(([id]) => here.has(id)));
      state.base = { ...state.base, carts };
    }
    for (const group of [...state.groups]) {
      const patient = patienceEnds(group, at);
      const ids = sessionsIn([group]);
      const over = ids.size > 0 ? ![...ids].some((id) => here.has(id)) : isForgotten(group, at);
      if (over) {
        state.base = settled(patient, state.base, this.#interaction, at, true).base;
        state.groups = state.groups.filter((other) => other !== group);
      } else if (patient !== group || isRipe(group, at)) this.#replace([group], patient, [group, patient], at);
    }
    this.#closeAccounts();
  }

  /** Forgets interactions that are settled and that no cart rests on. */
  #closeAccounts(): void {
    const { state } = this;
    const needed = new Set(state.fresh.map(({ question }) => question.id));
    for (const { questions } of state.groups) for (const { id } of questions) needed.add(id);
    for (const { units } of this.#sessions.state.sessions) for (const { interaction } of units) needed.add(interaction);
    for (const id of state.accounts.keys()) if (!needed.has(id)) state.accounts.delete(id);
  }
}

/** Whether what strangers alone may have done is so long ago that nothing belongs to it any more. */
function isForgotten({ questions }: Group, at: number): boolean {
  return questions.every(({ change }) => at - change.decidedAt >= rememberMs);
}
