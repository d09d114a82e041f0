import { describe, expect, it } from "vitest";
import type { Mark } from "../../../src/wire/index.ts";
import { marksElsewhere } from "./marks-elsewhere.ts";

const mark = (t: number, kind: Mark["kind"], session: string, text: string): Mark => ({
  t,
  at: t,
  kind,
  session,
  text,
});
const search = (text: string, review = false) => ({ text, review });
const nobody = new Set<string>();

const visit = [
  mark(10, "opened", "s1", "s1 (MEMBER-110) opened at gate-1"),
  mark(20, "pick", "s1", "1 × MEMBER-110 bar"),
  mark(50, "closed", "s1", "s1 closed: the last member left"),
  mark(60, "receipt", "s1", "receipt of s1 (MEMBER-110): 3 pieces"),
];

describe("what a search finds at other moments", () => {
  it("is one mark of each session: its receipt, or else its coming in", () => {
    expect(marksElsewhere(visit, 0, search("member-110"), nobody)).toEqual([visit[3]]);
    expect(marksElsewhere(visit.slice(0, 3), 0, search("S1 member"), nobody)).toEqual([visit[0]]);
    expect(marksElsewhere(visit, 0, search("MEMBER-7"), nobody)).toEqual([]);
  });

  it("leaves out what is found at the shown moment, and says nothing where nothing is typed", () => {
    expect(marksElsewhere(visit, 0, search("s1"), new Set(["s1"]))).toEqual([]);
    expect(marksElsewhere(visit, 0, search("  "), nobody)).toEqual([]);
  });

  it("keeps to sessions with a review where those are wanted", () => {
    const review = mark(60, "review", "s1", "receipt of s1 (MEMBER-110): 3 pieces, to be looked at");
    expect(marksElsewhere(visit, 0, search("s1", true), nobody)).toEqual([]);
    expect(marksElsewhere([...visit, review], 0, search("s1", true), nobody)).toEqual([review]);
  });

  it("are the ten nearest, in order of time", () => {
    const many = Array.from({ length: 40 }, (_, i) => mark(i, "receipt", `s${i}`, `receipt of s${i}: 0 pieces`));
    const found = marksElsewhere(many, 20, search("receipt"), nobody);
    expect(found.map(({ t }) => t)).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
  });
});
