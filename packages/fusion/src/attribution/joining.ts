import type { AttributionState } from "./attribution-stage.ts";
import { type Option, optionOf, type Question, renamedKey } from "./question.ts";
import { type Group, pruned } from "./worlds.ts";

/** Two sessions turned out to be one: all that is believed of `from` is believed of `into`. */
export function joinSessions(state: AttributionState, from: string, into: string): void {
  const { carts } = state.base;
  const goods = carts.get(from);
  if (goods !== undefined) {
    const together = new Map(carts).set(into, [...(carts.get(into) ?? []), ...goods]);
    together.delete(from);
    state.base = { ...state.base, carts: together };
  }
  const renamed = <T extends string | null>(session: T): string | T => (session === from ? into : session);
  const answered = (option: Option): Option => {
    if (option.moves.every(({ session }) => session !== from)) return option;
    const moves = option.moves.map((move) => ({ ...move, session: renamed(move.session) }));
    return optionOf(moves, option.halves);
  };
  const asked = (question: Question): void => {
    question.told = renamedKey(question.told, from, into);
    const who = new Map<string, number>();
    for (const [session, cost] of question.who) {
      const name = renamed(session);
      who.set(name, Math.min(cost, who.get(name) ?? cost));
    }
    question.who = [...who];
  };
  const regrouped = (group: Group): void => {
    group.questions.forEach(asked);
    group.worlds = pruned(group.worlds.map(({ weight, answers }) => ({ weight, answers: answers.map(answered) })));
  };
  state.groups.forEach(regrouped);
  for (const { guess } of state.fresh) regrouped(guess);
  for (const account of state.accounts.values()) {
    account.answers = account.answers.map((answer) => ({ ...answer, option: answered(answer.option) }));
    asked(account.question);
    // Likeliest first: of one who was two, the likelier.
    account.witnesses = account.witnesses
      .map((witness) => ({ ...witness, session: renamed(witness.session) }))
      .filter(({ session }, k, all) => all.findIndex((other) => other.session === session) === k);
  }
}
