import type { JudgedItem, TruthOverlay } from "../../../src/wire/index.ts";

/** Each verdict in words: of one item, of a group, and what it means. */
export const verdicts: Record<
  JudgedItem["verdict"],
  { readonly one: string; readonly many: string; readonly means: string }
> = {
  right: { one: "right", many: "Right", means: "Product and shopper are both right." },
  "wrong-product": { one: "wrong product", many: "Wrong product", means: "Something else was taken." },
  "wrong-shopper": { one: "wrong shopper", many: "Wrong shopper", means: "Somebody else took it." },
  invented: { one: "invented", many: "Invented", means: "Nobody took such a thing." },
  missed: { one: "missed", many: "Missed", means: "It was taken and is on no receipt of its shopper." },
};

/** The credential with which a true person was in the store at a time; `undefined` for somebody without a receipt. */
export function credentialOf(truth: TruthOverlay, person: string, t: number): string | null | undefined {
  const mine = truth.receipts.filter(({ persons }) => persons.includes(person));
  return (mine.find(({ enteredAt, exitedAt }) => enteredAt <= t && t <= exitedAt) ?? mine[0])?.credential;
}
