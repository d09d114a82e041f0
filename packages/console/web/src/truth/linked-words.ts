import type { Mark } from "../../../src/wire/index.ts";

/** A piece of a sentence; with a mark where it names an interaction to jump to. */
export interface LinkedWords {
  readonly text: string;
  readonly mark?: Mark;
}

/** Splits a sentence at the ids of interactions that are marked on the tape: `i37`, but not what only looks like one. */
export function linkedWords(text: string, marks: readonly Mark[], except?: string): readonly LinkedWords[] {
  const pieces = text.split(/\b(i\d+)\b/);
  const named = new Set(pieces.filter((_, i) => i % 2 === 1 && pieces[i] !== except));
  const found = new Map<string, Mark>();
  for (const mark of named.size === 0 ? [] : marks) {
    const { interaction, kind } = mark;
    // Its first mark: later ones are reviews and revisions.
    if (interaction === undefined || kind === "review" || kind === "revision" || found.has(interaction)) continue;
    if (named.has(interaction)) found.set(interaction, mark);
  }
  return pieces
    .map((piece, i): LinkedWords => {
      const mark = i % 2 === 1 ? found.get(piece) : undefined;
      return { text: piece, ...(mark !== undefined && { mark }) };
    })
    .filter((piece) => piece.text !== "");
}
