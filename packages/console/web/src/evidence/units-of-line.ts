import type { CartLine } from "@aisle/fusion";
import type { StoreState } from "../../../src/wire/index.ts";

/** The interactions behind one line, oldest first, each once: of an open cart, else of the newest receipt that has it. */
export function unitsOfLine(state: StoreState, session: string, line: string): readonly string[] {
  const found =
    lineOf(state.sessions.find(({ id }) => id === session)?.lines, line) ??
    lineOf(state.receipts.findLast(({ receipt }) => receipt.session === session)?.receipt.lines, line);
  return [...new Set(found?.units.map(({ interaction }) => interaction))];
}

/** Where an interaction is booked at the shown moment: in an open cart, else on a receipt. */
export function holderOf(
  state: StoreState,
  interaction: string,
): { readonly session: string; readonly line: string } | undefined {
  for (const { id, lines } of state.sessions) {
    const line = lines.find((each) => hasUnit(each, interaction));
    if (line !== undefined) return { session: id, line: line.id };
  }
  for (const { receipt } of state.receipts.toReversed()) {
    const line = receipt.lines.find((each) => hasUnit(each, interaction));
    if (line !== undefined) return { session: receipt.session, line: line.id };
  }
  return undefined;
}

/** The credential of a session that is open or has a receipt; a dash where none is known. */
export function credentialOf({ sessions, receipts }: StoreState, session: string | null): string {
  const open = sessions.find(({ id }) => id === session);
  const closed = receipts.findLast(({ receipt }) => receipt.session === session);
  return open?.credential ?? closed?.receipt.credential ?? "–";
}

/** The neighbour of one unit within its line, if there is one. */
export function neighbour(units: readonly string[], interaction: string, direction: 1 | -1): string | undefined {
  const at = units.indexOf(interaction);
  return at < 0 ? undefined : units[at + direction];
}

function lineOf(lines: readonly CartLine[] | undefined, id: string): CartLine | undefined {
  return lines?.find((line) => line.id === id);
}

function hasUnit(line: CartLine, id: string): boolean {
  return line.units.some(({ interaction }) => interaction === id);
}
