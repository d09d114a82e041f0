import type { CartLine } from "@aisle/fusion";
import type { ReceiptState, SessionState } from "../../../src/wire/index.ts";

/** What the carts are narrowed to. */
export interface CartSearch {
  /** Words of a session, credential or product; all of them have to be found. */
  readonly text: string;
  /** Only carts that somebody should look at before money moves. */
  readonly review: boolean;
}

/** Whether a cart asks for a look. */
export function asksForReview(lines: readonly CartLine[]): boolean {
  return lines.some((line) => line.review);
}

/** Whether an open session is wanted. */
export function findsSession(session: SessionState, { text, review }: CartSearch): boolean {
  if (review && !asksForReview(session.lines)) return false;
  const { id, credential, lines } = session;
  return hasWords(text, [id, credential ?? "", ...wordsOf(lines)]);
}

/** Whether a receipt is wanted. */
export function findsReceipt({ receipt }: ReceiptState, { text, review }: CartSearch): boolean {
  if (review && !receipt.review) return false;
  const { session, credential, lines } = receipt;
  return hasWords(text, [session, credential ?? "", ...wordsOf(lines)]);
}

/** Whether each typed word is found in one of the texts, in any case. */
export function hasWords(text: string, texts: readonly string[]): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const there = texts.map((each) => each.toLowerCase());
  return words.every((word) => there.some((each) => each.includes(word)));
}

function wordsOf(lines: readonly CartLine[]): readonly string[] {
  return lines.flatMap(({ name, gtin }) => [name, gtin]);
}
