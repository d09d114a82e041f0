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
  return hasWords(text, session.id, session.credential, session.lines);
}

/** Whether a receipt is wanted. */
export function findsReceipt({ receipt }: ReceiptState, { text, review }: CartSearch): boolean {
  if (review && !receipt.review) return false;
  return hasWords(text, receipt.session, receipt.credential, receipt.lines);
}

function hasWords(text: string, session: string, credential: string | null, lines: readonly CartLine[]): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const there = [session, credential ?? "", ...lines.flatMap(({ name, gtin }) => [name, gtin])].map((each) =>
    each.toLowerCase(),
  );
  return words.every((word) => there.some((each) => each.includes(word)));
}
