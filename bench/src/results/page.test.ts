import { describe, expect, it } from "vitest";
import { pageOf, sectionsOf, sectionText } from "./page.ts";
import type { Section } from "./sections.ts";

const section = (command: string): Section => ({
  command,
  args: ["--x"],
  scenes: false,
  title: command,
  words: "Words.",
});
const measured = { machine: "2 cores, Node 20", output: "a  1\nholds   b: 1 (bar: at least 1)\n" };

describe("the page of results", () => {
  it("keeps sections that were not measured again, in the order of the list", () => {
    const order = [section("one"), section("two")];
    const first = pageOf(order, new Map([["two", sectionText(order[1]!, measured)]]));
    const texts = new Map([...sectionsOf(first), ["one", sectionText(order[0]!, measured)] as const]);
    const page = pageOf(order, texts);
    expect([...sectionsOf(page).keys()]).toEqual(["one", "two"]);
    expect(pageOf(order, sectionsOf(page))).toBe(page);
  });

  it("says how a section was measured, and how many promises are not kept", () => {
    const text = sectionText(section("one"), {
      ...measured,
      output: `${measured.output}MISSED  c: 2 (bar: at most 1)`,
    });
    expect(text).toContain("`npm run -s bench -- one --x` — 2 cores, Node 20. Words.");
    expect(text).toContain("**Not kept yet: 1**");
    expect(sectionText(section("one"), measured)).not.toContain("Not kept");
  });
});
