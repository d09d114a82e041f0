import { describe, expect, it } from "vitest";
import type { Mark } from "../../../src/wire/index.ts";
import { linkedWords } from "./linked-words.ts";

const mark = (interaction: string, kind: Mark["kind"] = "pick", t = 1): Mark => ({
  t,
  at: t,
  kind,
  interaction,
  text: "",
});

describe("interactions that a sentence names", () => {
  it("are linked to their first mark, the one that tells of them", () => {
    const picked = mark("i37", "return", 5);
    const marks = [mark("i37", "review", 4), picked, mark("i37", "revision", 6)];
    expect(linkedWords("i37 took it away", marks)).toEqual([{ text: "i37", mark: picked }, { text: " took it away" }]);
  });

  it("are not linked where no mark tells of them, inside other words, or where they are what is shown", () => {
    const unlinked = (text: string, except?: string) =>
      linkedWords(text, [mark("i3")], except).every((piece) => piece.mark === undefined);
    for (const text of ["i4 measured it", "Mi3 phone", "i33", ""]) expect(unlinked(text), text).toBe(true);
    expect(unlinked("i3 measured it", "i3")).toBe(true);
    expect(unlinked("(i3)")).toBe(false);
  });
});
